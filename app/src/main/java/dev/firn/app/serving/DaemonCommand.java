package dev.firn.app.serving;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.DaemonCommands;
import dev.firn.app.console.Surroundings;
import dev.firn.app.realise.Interrupts;
import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Level;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.InheritedSocket;
import dev.firn.store.StoreException;
import dev.firn.store.daemon.Admission;
import dev.firn.store.daemon.DaemonServer;
import dev.firn.store.daemon.ServerOptions;
import dev.firn.store.daemon.ServerSession;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.protocol.Transport;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code firn daemon}, {@code nix-daemon}: serves the store to other users and programs. */
public final class DaemonCommand implements Command {
  private static final int MOST_CLIENTS = 256;

  private final String version;

  /**
   * The command.
   *
   * @param version the version of Nix that clients are told
   */
  public DaemonCommand(String version) {
    this.version = version;
  }

  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    // The store of a daemon is the machine's; its own socket is not where it looks for one.
    if (settings.text(Setting.STORE).equals("auto")) {
      settings.set(Setting.STORE, "local");
    }
    try (Interrupts _ = Interrupts.listen()) {
      if (line.has(DaemonCommands.STDIO)) {
        serve(line, settings, surroundings);
      } else {
        listen(line, settings, surroundings);
      }
    } catch (IOException failed) {
      throw new StoreException(String.valueOf(failed.getMessage()), failed);
    } catch (InterruptedException gone) {
      return 1;
    }
    return 0;
  }

  /** Whoever is at the other end of a pipe could as well use the store himself, so he is trusted. */
  private void serve(CommandLine line, Settings settings, Surroundings surroundings)
      throws IOException, InterruptedException {
    Transport transport =
        new Transport(surroundings.input(), surroundings.output().stream(), () -> {});
    Boolean forced = forced(line);
    try (ServedStore served = ClientStore.open(settings, surroundings)) {
      ServerSession.serve(transport, served, forced == null || forced, options(settings));
    }
  }

  private void listen(CommandLine line, Settings settings, Surroundings surroundings)
      throws IOException {
    Path path = BytePaths.of(Directories.daemonSocket(surroundings.environment()));
    boolean passed = isPassed(surroundings.environment());
    ServerSocketChannel socket = passed ? InheritedSocket.listening() : DaemonServer.listen(path);
    ActivitySink log = surroundings.messages().activities();
    try (DaemonServer server =
        new DaemonServer(
            socket,
            passed ? null : path,
            admission(forced(line), settings),
            () -> ClientStore.open(settings, surroundings),
            options(settings),
            log)) {
      log.message(Level.INFO, "listening at " + socket.getLocalAddress());
      server.run();
    }
  }

  /** Whether systemd passed a socket to this process. */
  private static boolean isPassed(Environment environment) {
    String process = environment.get("LISTEN_PID");
    return "1".equals(environment.get("LISTEN_FDS"))
        && process != null
        && process.equals(Long.toString(ProcessHandle.current().pid()));
  }

  private static @Nullable Boolean forced(CommandLine line) {
    if (line.has(DaemonCommands.FORCE_TRUSTED)) {
      return true;
    }
    return line.has(DaemonCommands.FORCE_UNTRUSTED) ? false : null;
  }

  private static Admission admission(@Nullable Boolean forced, Settings settings) {
    List<String> allowed = settings.words(Setting.ALLOWED_USERS);
    if (forced != null) {
      return new Admission(
          forced ? List.of("*") : List.of(), forced ? List.of() : List.of("*"), null);
    }
    return new Admission(
        settings.words(Setting.TRUSTED_USERS),
        allowed,
        settings.textOrNull(Setting.BUILD_USERS_GROUP));
  }

  private ServerOptions options(Settings settings) {
    List<String> substituters = new ArrayList<>(settings.words(Setting.TRUSTED_SUBSTITUTERS));
    substituters.addAll(settings.words(Setting.SUBSTITUTERS));
    return new ServerOptions(version, substituters, MOST_CLIENTS);
  }
}
