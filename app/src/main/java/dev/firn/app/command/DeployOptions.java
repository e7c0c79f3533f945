package dev.firn.app.command;

import dev.firn.app.command.Option.Group;
import java.util.List;

/** The options of commands about deployments. */
public final class DeployOptions {
  /** Which deployment. */
  public static final Option NAME =
      Option.with(Group.INPUT, "name", List.of("NAME"), "The name of the deployment.").letter('n');

  /** Which process manager. */
  public static final Option MANAGER =
      Option.with(
              Group.INPUT,
              "manager",
              List.of("NAME"),
              "The process manager, such as `embedded`, `systemd` or `supervisord`; `NAME:SCOPE` if a machine has several.")
          .letter('m');

  /** Where processes keep what they change. */
  public static final Option STATE_DIR =
      Option.with(
          Group.INPUT, "state-dir", List.of("DIR"), "The folder below which processes keep data.");

  /** Deployed as the system's. */
  public static final Option PRIVILEGED =
      Option.flag(
          Group.INPUT,
          "privileged",
          "As root: give each service a user of its own, and keep data in `/var`.");

  /** The plan is saved. */
  public static final Option OUT =
      Option.with(
          Group.OUTPUT, "out", List.of("FILE"), "Save the plan to FILE, for `firn apply --plan`.");

  /** A saved plan. */
  public static final Option PLAN =
      Option.with(
          Group.INPUT,
          "plan",
          List.of("FILE"),
          "Do what the plan in FILE says, or nothing if things have changed since.");

  /** Failures are not undone. */
  public static final Option NO_ROLLBACK =
      Option.flag(
          Group.MODE, "no-rollback", "After a failure, leave things as they are; undo nothing.");

  /** Failures do not end it. */
  public static final Option KEEP_GOING =
      Option.flag(
              Group.MODE,
              "keep-going",
              "After a failure, do what does not depend on what failed, and undo nothing.")
          .letter('k');

  /** How long it may take. */
  public static final Option TIMEOUT =
      Option.with(
          Group.MODE,
          "timeout",
          List.of("SECONDS"),
          "Undo it all if it takes longer; undoing is not counted.");

  /** How many generations stay. */
  public static final Option KEEP =
      Option.with(
          Group.MODE,
          "keep",
          List.of("N"),
          "Keep the last N generations, by default 10; older ones are forgotten.");

  /** Which generation. */
  public static final Option TO =
      Option.with(
          Group.MODE,
          "to",
          List.of("GENERATION"),
          "The generation to go back to, instead of the one before the current one.");

  /** Forwards. */
  public static final Option FINISH =
      Option.flag(Group.MODE, "finish", "Finish what was begun, whatever it was.");

  /** Backwards. */
  public static final Option UNDO =
      Option.flag(Group.MODE, "undo", "Undo what was begun, whatever it was.");

  /** Data goes too. */
  public static final Option PURGE =
      Option.flag(Group.MODE, "purge", "Remove data too, after asking.");

  /** Nothing is asked. */
  public static final Option YES = Option.flag(Group.MODE, "yes", "Do not ask.").letter('y');

  /** On and on. */
  public static final Option FOLLOW =
      Option.flag(Group.MODE, "follow", "Go on with what is written from now on.").letter('f');

  /** Not older. */
  public static final Option SINCE =
      Option.with(
          Group.INPUT,
          "since",
          List.of("TIME"),
          "Only lines written since TIME: `10m`, `2h`, `3d`, or a time such as `2026-05-01T12:00:00Z`.");

  /** Not more. */
  public static final Option TAIL =
      Option.with(Group.INPUT, "tail", List.of("N"), "Only the last N lines of each component.");

  /** Only matching lines. */
  public static final Option GREP =
      Option.with(
          Group.INPUT, "grep", List.of("REGEX"), "Only lines in which REGEX matches something.");

  /** A picture. */
  public static final Option SVG =
      Option.flag(Group.OUTPUT, "svg", "Print a picture in SVG instead of DOT.");

  private DeployOptions() {}
}
