package dev.firn.app.command;

import dev.firn.app.command.Option.Group;
import java.util.List;

/** The options of commands that build. */
public final class BuildOptions {
  /** Where the links to results are made. */
  public static final Option OUT_LINK =
      Option.with(
              Group.OUTPUT,
              "out-link",
              List.of("PATH"),
              "Make PATH the link to the result, by default `result`; more derivations get `PATH-2` and so"
                  + " on, outputs other than `out` get their name at the end.")
          .letter('o');

  /** No links. */
  public static final Option NO_OUT_LINK =
      Option.flag(
              Group.OUTPUT,
              "no-out-link",
              "Make no link: the result may be removed by the garbage collector.")
          .aliases("no-link");

  /** Nothing is built. */
  public static final Option DRY_RUN =
      Option.flag(
          Group.MODE, "dry-run", "Tell what would be built or fetched, and do nothing of it.");

  /** Builds again. */
  public static final Option CHECK =
      Option.flag(
              Group.MODE,
              "check",
              "Build what was built before again, and compare: a result that differs is a failure.")
          .aliases("rebuild");

  /** What builders print. */
  public static final Option PRINT_BUILD_LOGS =
      Option.flag(Group.OUTPUT, "print-build-logs", "Show what builders print.").letter('L');

  /** Paths as JSON. */
  public static final Option JSON =
      Option.flag(
          Group.OUTPUT, "json", "Print derivations, outputs and times as JSON instead of paths.");

  /** Obsolete. */
  public static final Option ADD_DRV_LINK =
      Option.flag(Group.OUTPUT, "add-drv-link", "Has no effect any more.");

  /** Obsolete. */
  public static final Option DRV_LINK =
      Option.with(Group.OUTPUT, "drv-link", List.of("PATH"), "Has no effect any more.");

  /** Runs a command in a shell. */
  public static final Option COMMAND =
      Option.with(
          Group.MODE, "command", List.of("COMMAND"), "Run COMMAND in an interactive shell.");

  /** Runs a command without an interactive shell. */
  public static final Option RUN =
      Option.with(
          Group.MODE, "run", List.of("COMMAND"), "Run COMMAND in a shell that is not interactive.");

  /** Operands are packages. */
  public static final Option PACKAGES =
      Option.flag(
              Group.INPUT,
              "packages",
              "Take the operands for packages of `<nixpkgs>` that the shell shall have.")
          .letter('p');

  /** Clears the environment. */
  public static final Option PURE =
      Option.flag(Group.EVALUATION, "pure", "Clear the environment before the shell starts.");

  /** Keeps a variable. */
  public static final Option KEEP =
      Option.with(
          Group.EVALUATION,
          "keep",
          List.of("NAME"),
          "With `--pure`, keep the environment variable NAME; may be repeated.");

  /** Leaves dependencies out. */
  public static final Option EXCLUDE =
      Option.with(
          Group.INPUT,
          "exclude",
          List.of("REGEX"),
          "Do not build dependencies whose derivations match REGEX; may be repeated.");

  private BuildOptions() {}
}
