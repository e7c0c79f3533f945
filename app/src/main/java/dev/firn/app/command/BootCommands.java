package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import java.util.List;

/** The commands that let the machine start the supervisor. */
final class BootCommands {
  private static final String WAYS =
      "It is started by a unit of systemd (for other users than root a unit of their own), where that runs; else by a script of System V init for root; else by a line in the user's table of cron.";

  /** {@code firn boot enable}. */
  static final CommandSpec ENABLE =
      new CommandSpec(
          "boot enable",
          "start the processes of `embedded` with the machine",
          "",
          0,
          "From now on the supervisor of `embedded`, and with it all that shall run, starts with the machine. "
              + WAYS,
          CommonOptions.GENERAL,
          List.of(new Example("firn boot enable", "does so.")));

  /** {@code firn boot disable}. */
  static final CommandSpec DISABLE =
      new CommandSpec(
          "boot disable",
          "do not start them with the machine any more",
          "",
          0,
          "Takes back what `firn boot enable` did. What runs goes on.",
          CommonOptions.GENERAL,
          List.of(new Example("firn boot disable", "does so.")));

  /** {@code firn boot status}. */
  static final CommandSpec STATUS =
      new CommandSpec(
          "boot status",
          "tell whether they start with the machine",
          "",
          0,
          "Prints what starts the supervisor with the machine, and ends with 0 if something does, or else with 1.",
          CommonOptions.GENERAL,
          List.of(new Example("firn boot status", "prints `enabled (systemd)`, say.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL = List.of(ENABLE, DISABLE, STATUS);

  private BootCommands() {}
}
