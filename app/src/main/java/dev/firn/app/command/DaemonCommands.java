package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import dev.firn.app.command.Option.Group;
import java.util.List;

/** The commands that serve a store to other users and programs. */
public final class DaemonCommands {
  /** One client. */
  public static final Option STDIO =
      Option.flag(
          Group.MODE, "stdio", "Serve one client on standard input and output, which is trusted.");

  /** Everybody is trusted. */
  public static final Option FORCE_TRUSTED =
      Option.flag(Group.MODE, "force-trusted", "Trust every client.");

  /** Nobody is trusted. */
  public static final Option FORCE_UNTRUSTED =
      Option.flag(Group.MODE, "force-untrusted", "Trust no client.");

  private static final Option DEFAULT_TRUST =
      Option.flag(
          Group.MODE, "default-trust", "Trust whom the settings say, as without this option.");
  private static final Option DAEMON =
      Option.flag(Group.MODE, "daemon", "Means nothing: a daemon is what it is.");
  private static final Option PROCESS_OPS =
      Option.flag(Group.MODE, "process-ops", "Means nothing: requests are always answered here.");

  private static final String WHO =
      """
      Who comes is known by the kernel. `allowed-users` may use the store; `trusted-users` may also do what harms others: add paths \
      without signatures, repair, change settings.

      Listens at `$NIX_DAEMON_SOCKET_PATH`, or else at `daemon-socket/socket` in the state directory, or at the socket that systemd passes \
      (`LISTEN_FDS`).\
      """;

  /** {@code firn daemon}. */
  static final CommandSpec FIRN_DAEMON =
      new CommandSpec(
          "daemon",
          "serve the store to other users",
          "",
          0,
          "Lets other users and programs add to the store, ask it, and build. Nix's commands can use it as their daemon.\n\n"
              + WHO,
          Option.all(
              List.of(STDIO, FORCE_TRUSTED, FORCE_UNTRUSTED, EvalOptions.STORE),
              CommonOptions.BUILD_SETTINGS,
              CommonOptions.GENERAL),
          List.of(
              new Example("firn daemon", "serves the machine's store, until it is told to end.")));

  /** {@code nix-daemon}. */
  static final CommandSpec NIX_DAEMON =
      new CommandSpec(
          "nix-daemon",
          "do what Nix's command of this name does",
          "",
          0,
          "Takes the arguments of Nix's `nix-daemon`. A link with this name to `firn` does the same.\n\n"
              + WHO,
          Option.all(
              List.of(
                  STDIO,
                  FORCE_TRUSTED,
                  FORCE_UNTRUSTED,
                  DEFAULT_TRUST,
                  DAEMON,
                  PROCESS_OPS,
                  EvalOptions.STORE),
              CommonOptions.BUILD,
              CommonOptions.GENERAL),
          List.of(
              new Example("firn nix-daemon --stdio", "serves one client, as `ssh` starts it.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL = List.of(FIRN_DAEMON, NIX_DAEMON);

  private DaemonCommands() {}
}
