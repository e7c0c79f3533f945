package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import dev.firn.app.command.Option.Group;
import java.util.List;

/** The commands about unique numbers of processes. */
public final class IdsCommands {
  /** The numbers that there are. */
  public static final Option RESOURCES =
      Option.with(
          Group.INPUT,
          "id-resources",
          List.of("FILE"),
          "The numbers that there are, instead of `idresources.nix` beside the model.");

  /** The numbers that are taken. */
  public static final Option IDS =
      Option.with(
          Group.INPUT,
          "ids",
          List.of("FILE"),
          "The assignment so far, instead of `ids.nix` beside the model.");

  /** Which attribute asks. */
  public static final Option PROPERTY =
      Option.with(
          Group.INPUT,
          "service-property",
          List.of("NAME"),
          "The attribute of processes that names resources, instead of `requiresUniqueIdsFor`.");

  /** Where the result goes. */
  public static final Option OUTPUT_FILE =
      Option.with(
              Group.OUTPUT,
              "output-file",
              List.of("FILE"),
              "Write the assignment to FILE instead of printing it.")
          .letter('o');

  /** {@code firn ids assign}. */
  static final CommandSpec ASSIGN =
      new CommandSpec(
          "ids assign",
          "assign unique ports, user ids and group ids to processes",
          "[MODEL]",
          1,
          """
          Gives each process of MODEL, a file or a folder with `processes.nix`, a number of each resource that its `requiresUniqueIdsFor` names, and \
          prints who has which as `ids.nix` has it.

          `idresources.nix` says which numbers there are: `{ ports = { min = 5000; max = 6000; step = 1; }; }`. Who has a number keeps it; a new one \
          is the next after the last that was assigned, so that numbers which were given back are not used again at once. Too few numbers are an \
          error, and nothing is written.\
          """,
          Option.all(
              List.of(RESOURCES, IDS, PROPERTY, OUTPUT_FILE),
              EvalOptions.ARGUMENTS,
              List.of(EvalOptions.INCLUDE, EvalOptions.SHOW_TRACE),
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn ids assign -o examples/stack/ids.nix examples/stack",
                  "assigns what new processes need, and keeps the rest.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL = List.of(ASSIGN);

  private IdsCommands() {}
}
