package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import dev.firn.app.command.Option.Group;
import java.util.List;

/** The supervisor that keeps processes running. */
public final class SupervisorCommands {
  /** Another folder than the user's. */
  public static final Option FOLDER =
      Option.with(
          Group.MODE,
          "folder",
          List.of("FOLDER"),
          "The folder of the supervisor, absolute, if it is not the user's own.");

  /** How long it waits. */
  public static final Option IDLE =
      Option.with(
          Group.MODE,
          "idle",
          List.of("SECONDS"),
          "End after so many seconds with nothing to supervise, instead of 60.");

  /** {@code firn supervisor}. */
  static final CommandSpec SUPERVISOR =
      new CommandSpec(
          "supervisor",
          "keep the processes of `embedded` running",
          "",
          0,
          """
          Supervises in the foreground what `firn apply` handed to the process manager `embedded`: adopts what runs, starts what does not. \
          `firn apply` starts a supervisor itself; this is for init systems. If one runs already, there is nothing to do.\
          """,
          Option.all(List.of(FOLDER, IDLE), CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn supervisor", "starts what shall run and does not, and looks after it.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL = List.of(SUPERVISOR);

  private SupervisorCommands() {}
}
