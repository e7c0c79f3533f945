package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import java.util.List;

/** The commands about deployments. */
public final class DeployCommands {
  private static final List<Option> DECLARATION =
      Option.all(
          List.of(
              DeployOptions.NAME,
              DeployOptions.MANAGER,
              DeployOptions.STATE_DIR,
              DeployOptions.PRIVILEGED),
          EvalOptions.ARGUMENTS,
          List.of(
              EvalOptions.INCLUDE,
              EvalOptions.IMPURE,
              EvalOptions.SHOW_TRACE,
              EvalOptions.STORE,
              EvalOptions.NO_RESIDENT));

  private static final String WHICH =
      """


      Without a name, the deployment is the one that is declared in the current folder or, if there is only one deployment at all, that one.\
      """;

  private static final String WHICH_OPERAND =
      """


      DEPLOYMENT is a name, or the folder or file with the declaration. Without it, the deployment is the one that is declared in the \
      current folder or, if there is only one deployment at all, that one.\
      """;

  /** {@code firn plan}. */
  private static final CommandSpec PLAN =
      new CommandSpec(
          "plan",
          "print what apply would do",
          "[DIR|FILE]",
          1,
          """
          Reads the declaration in DIR (its `processes.nix`) or FILE, by default in the current folder, asks what is there, and prints what \
          `firn apply` would do: what is created (`+`), changed (`~`), reloaded (`>`), moved to another driver or machine (`±`), stopped (`-`), \
          put right (`!`), in which order. Changes nothing.

          Exit status: 0 if there is nothing to do, 2 if there is something.\
          """,
          Option.all(
              DECLARATION, List.of(DeployOptions.OUT, EvalOptions.JSON), CommonOptions.GENERAL),
          List.of(
              new Example("firn plan", "prints what would be done for `./processes.nix`."),
              new Example(
                  "firn plan web --out web.plan",
                  "saves the plan of the folder `web`, for `firn apply --plan web.plan`.")));

  /** {@code firn apply}. */
  private static final CommandSpec APPLY =
      new CommandSpec(
          "apply",
          "make what runs what a declaration says",
          "[DIR|FILE]",
          1,
          """
          Reads the declaration in DIR (its `processes.nix`) or FILE, by default in the current folder, prints the plan, and carries it out: \
          what goes stops, dependents first; what comes starts, dependencies first, each when those are ready; what did not change is not \
          touched. If something is not ready in its time, all is put back as it was before.

          A deployment has the name of its folder unless `--name` or `firn.toml` gives another one. The name belongs to that declaration and \
          that user.

          The first Ctrl-C or SIGTERM finishes the steps that run and undoes the rest, the second leaves everything to `firn recover`.

          Exit status: 0 done, or nothing to do; 1 an error before anything was changed; 3 failed and undone; 4 failed and not undone: what is \
          left is named; 5 took too long and was undone; 6 somebody else is changing the same; 7 refused, because things have changed since \
          the plan was made or a newer Firn was here; 130 interrupted: it was undone, or `firn recover` does it.\
          """,
          Option.all(
              DECLARATION,
              List.of(
                  DeployOptions.PLAN,
                  DeployOptions.NO_ROLLBACK,
                  DeployOptions.KEEP_GOING,
                  DeployOptions.TIMEOUT,
                  DeployOptions.KEEP,
                  EvalOptions.JSON),
              CommonOptions.GENERAL),
          List.of(
              new Example("firn apply examples/webapps", "deploys an example."),
              new Example(
                  "firn apply --plan web.plan", "does what `firn plan --out web.plan` printed.")));

  /** {@code firn rollback}. */
  private static final CommandSpec ROLLBACK =
      new CommandSpec(
          "rollback",
          "go back to an earlier generation",
          "[DEPLOYMENT]",
          1,
          """
          Makes what runs what it was in the generation before the current one, or in the one that `--to` names. Twice goes back two \
          generations. The declaration is not read: all that is needed was recorded.\
          """
              + WHICH_OPERAND,
          Option.all(
              List.of(
                  DeployOptions.TO,
                  DeployOptions.NO_ROLLBACK,
                  DeployOptions.KEEP_GOING,
                  DeployOptions.TIMEOUT,
                  DeployOptions.NAME,
                  EvalOptions.JSON),
              CommonOptions.GENERAL),
          List.of(
              new Example("firn rollback", "goes back one generation."),
              new Example("firn rollback web --to 3", "goes to generation 3 of `web`.")));

  /** {@code firn status}. */
  private static final CommandSpec STATUS =
      new CommandSpec(
          "status",
          "print what runs, and whether it is what should",
          "[DEPLOYMENT] [COMPONENT]",
          2,
          """
          Prints all deployments, or the components of one, or all about one component: what is wanted, what is there, whether it runs, since \
          when, how often it was started again, and what differs from what was deployed. Changes and repairs nothing.\
          """,
          Option.all(List.of(DeployOptions.NAME, EvalOptions.JSON), CommonOptions.GENERAL),
          List.of(
              new Example("firn status", "prints all deployments."),
              new Example("firn status web nginx", "prints all about `nginx`.")));

  /** {@code firn logs}. */
  private static final CommandSpec LOGS =
      new CommandSpec(
          "logs",
          "print what components wrote to their logs",
          "[COMPONENT...]",
          CommandSpec.ANY,
          "Prints the logs of the components, by default of all, merged by time, each line after the name of its component; also of those that"
              + " have failed."
              + WHICH,
          Option.all(
              List.of(
                  DeployOptions.FOLLOW,
                  DeployOptions.SINCE,
                  DeployOptions.TAIL,
                  DeployOptions.GREP,
                  DeployOptions.NAME,
                  EvalOptions.JSON),
              CommonOptions.GENERAL),
          List.of(
              new Example("firn logs -f", "prints what is written, as it is written."),
              new Example(
                  "firn logs nginx --since 10m --grep error",
                  "prints errors of the last ten minutes.")));

  /** {@code firn history}. */
  private static final CommandSpec HISTORY =
      new CommandSpec(
          "history",
          "print the generations of a deployment",
          "[DEPLOYMENT]",
          1,
          "Prints the generations that are kept: number, time, how many components, and what differs from the one before. `*` stands at the"
              + " current one."
              + WHICH_OPERAND,
          Option.all(List.of(DeployOptions.NAME, EvalOptions.JSON), CommonOptions.GENERAL),
          List.of(new Example("firn history", "prints the generations.")));

  /** {@code firn diff}. */
  private static final CommandSpec DIFF =
      new CommandSpec(
          "diff",
          "print what differs between two generations",
          "FROM TO",
          2,
          "Prints the components that differ between two generations, and in what." + WHICH,
          Option.all(List.of(DeployOptions.NAME, EvalOptions.JSON), CommonOptions.GENERAL),
          List.of(new Example("firn diff 3 5", "prints what came between them.")));

  private static CommandSpec control(String verb, String description) {
    return new CommandSpec(
        verb,
        verb + " components",
        "COMPONENT...",
        CommandSpec.ANY,
        description + WHICH,
        Option.all(List.of(DeployOptions.NAME, EvalOptions.JSON), CommonOptions.GENERAL),
        List.of(new Example("firn " + verb + " nginx", verb + "s `nginx`.")));
  }

  /** {@code firn restart}. */
  private static final CommandSpec RESTART =
      control("restart", "Stops components and starts them again. They stay what they are.");

  /** {@code firn start}. */
  private static final CommandSpec START =
      control("start", "Starts components that are installed and do not run.");

  /** {@code firn stop}. */
  private static final CommandSpec STOP =
      control(
          "stop",
          "Stops components, which stay installed. The next `firn apply` starts them again.");

  /** {@code firn recover}. */
  private static final CommandSpec RECOVER =
      new CommandSpec(
          "recover",
          "undo or finish a change that was cut off",
          "[DEPLOYMENT]",
          1,
          """
          Ends a change that was begun and not ended, because Firn or the machine stopped meanwhile. It is undone if all of it can be undone, \
          else finished. `apply`, `rollback` and `destroy` do this too before they begin.\
          """
              + WHICH_OPERAND,
          Option.all(
              List.of(
                  DeployOptions.UNDO,
                  DeployOptions.FINISH,
                  DeployOptions.TIMEOUT,
                  DeployOptions.NAME,
                  EvalOptions.JSON),
              CommonOptions.GENERAL),
          List.of(new Example("firn recover --finish", "goes on where it stopped.")));

  /** {@code firn destroy}. */
  private static final CommandSpec DESTROY =
      new CommandSpec(
          "destroy",
          "stop and remove all that a deployment brought",
          "[DEPLOYMENT]",
          1,
          """
          Stops all components, dependents first, and removes what was installed for them; nothing else is touched. Data stays where it is \
          and is named; `--purge` removes it too, with the history of the deployment.\
          """
              + WHICH_OPERAND,
          Option.all(
              List.of(
                  DeployOptions.PURGE,
                  DeployOptions.YES,
                  DeployOptions.NO_ROLLBACK,
                  DeployOptions.KEEP_GOING,
                  DeployOptions.TIMEOUT,
                  DeployOptions.NAME,
                  EvalOptions.JSON),
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn destroy web", "removes the deployment `web`, and keeps its data.")));

  /** {@code firn graph}. */
  private static final CommandSpec GRAPH =
      new CommandSpec(
          "graph",
          "print what depends on what",
          "[DEPLOYMENT]",
          1,
          "Prints the components of the current generation and their dependencies as a graph in DOT, the language of Graphviz, or as a picture."
              + WHICH_OPERAND,
          Option.all(
              List.of(DeployOptions.SVG, DeployOptions.NAME, EvalOptions.JSON),
              CommonOptions.GENERAL),
          List.of(new Example("firn graph --svg > web.svg", "draws the graph.")));

  /** All of them, in the order of the help. */
  public static final List<CommandSpec> ALL =
      List.of(
          PLAN, APPLY, STATUS, LOGS, ROLLBACK, HISTORY, DIFF, RESTART, START, STOP, RECOVER,
          DESTROY, GRAPH);

  private DeployCommands() {}
}
