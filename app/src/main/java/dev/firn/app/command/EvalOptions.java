package dev.firn.app.command;

import dev.firn.app.command.Option.Group;
import dev.firn.app.settings.Setting;
import java.util.List;

/** The options of commands that evaluate expressions. */
public final class EvalOptions {
  /** Operands are expressions. */
  public static final Option EXPR =
      Option.with(
              Group.INPUT,
              "expr",
              List.of("EXPR"),
              "Take the expression EXPR instead of a file; may be repeated.")
          .letter('E');

  /** Selects a part. */
  public static final Option ATTR =
      Option.with(
              Group.INPUT,
              "attr",
              List.of("PATH"),
              "Take the attribute at PATH, such as `a.b.\"c.d\".0`, instead of the whole value; may"
                  + " be repeated.")
          .letter('A');

  /** An argument as an expression. */
  public static final Option ARG =
      Option.with(
          Group.INPUT,
          "arg",
          List.of("NAME", "EXPR"),
          "Call functions that take an argument NAME with the value of EXPR.");

  /** An argument as a string. */
  public static final Option ARGSTR =
      Option.with(
          Group.INPUT,
          "argstr",
          List.of("NAME", "STRING"),
          "Call functions that take an argument NAME with a string.");

  /** An argument as a file. */
  public static final Option ARG_FROM_FILE =
      Option.with(
          Group.INPUT,
          "arg-from-file",
          List.of("NAME", "FILE"),
          "Call functions that take an argument NAME with the content of FILE.");

  /** An argument from standard input. */
  public static final Option ARG_FROM_STDIN =
      Option.with(
          Group.INPUT,
          "arg-from-stdin",
          List.of("NAME"),
          "Call functions that take an argument NAME with what comes from standard input.");

  /** The search path. */
  public static final Option INCLUDE =
      Option.with(
              Group.EVALUATION,
              "include",
              List.of("PATH"),
              "Look for `<name>` in PATH, or for `<prefix/name>` if PATH is `prefix=...`, before"
                  + " what `NIX_PATH` says; may be repeated.")
          .letter('I');

  /** Everything may be looked at. */
  public static final Option IMPURE =
      Option.flag(Group.EVALUATION, "impure", "Allow everything that `pure-eval` forbids.");

  /** Other sources for flakes. */
  public static final Option OVERRIDE_FLAKE =
      Option.with(
          Group.EVALUATION,
          "override-flake",
          List.of("FROM", "TO"),
          "Use another flake in the place of one. Flakes are not fetched yet.");

  /** The store of derivations. */
  public static final Option EVAL_STORE =
      Option.with(
          Group.STORE,
          "eval-store",
          List.of("URL"),
          "The store that derivations are written to, if it is another.");

  /** The store. */
  public static final Option STORE =
      Option.with(Group.STORE, "store", List.of("URL"), "The store.").sets(Setting.STORE);

  /** Nothing is written. */
  public static final Option READONLY_MODE =
      Option.flag(Group.STORE, "readonly-mode", "Write nothing to the store.").aliases("read-only");

  /** All calls of an error. */
  public static final Option SHOW_TRACE =
      Option.flag(Group.EVALUATION, "show-trace", "Show the whole trace of an error.")
          .sets(Setting.SHOW_TRACE);

  /** Forced deeply. */
  public static final Option STRICT =
      Option.flag(
          Group.OUTPUT,
          "strict",
          "Evaluate the parts of lists and sets too, before anything is printed.");

  /** As JSON. */
  public static final Option JSON = Option.flag(Group.OUTPUT, "json", "Print JSON.");

  /** JSON for people. */
  public static final Option PRETTY =
      Option.flag(
          Group.OUTPUT,
          "pretty",
          "Print JSON in lines with indentation; that is the default on a terminal.");

  /** JSON for programs. */
  public static final Option NO_PRETTY =
      Option.flag(Group.OUTPUT, "no-pretty", "Print JSON in one line.");

  /** Files. */
  public static final Option WRITE_TO =
      Option.with(
          Group.OUTPUT,
          "write-to",
          List.of("PATH"),
          "Print nothing, and write the value to PATH: a string as a file, a set as a directory of"
              + " what is in it.");

  /** As XML. */
  public static final Option XML = Option.flag(Group.OUTPUT, "xml", "Print XML.");

  /** Without positions in XML. */
  public static final Option NO_LOCATION =
      Option.flag(Group.OUTPUT, "no-location", "Leave positions out of XML.");

  /** Only the string. */
  public static final Option RAW =
      Option.flag(
          Group.OUTPUT,
          "raw",
          "Print a string as it is, without quotes and without an end of line.");

  /** Alone. */
  public static final Option NO_RESIDENT =
      Option.flag(
          Group.EVALUATION,
          "no-resident",
          "Evaluate in this process, and leave none that stays for later commands.");

  /** Helpers. */
  public static final Option THREADS =
      Option.with(
          Group.EVALUATION,
          "threads",
          List.of("N"),
          "Evaluate with N threads. What is computed does not depend on it.");

  /** Counters. */
  public static final Option STATS =
      Option.flag(
          Group.EVALUATION,
          "stats",
          "Say on standard error what the evaluation took, as JSON with the names of Nix's"
              + " `NIX_SHOW_STATS`. Evaluates in this process, with one thread.");

  /** The arguments of functions. */
  static final List<Option> ARGUMENTS = List.of(ARG, ARGSTR, ARG_FROM_FILE, ARG_FROM_STDIN);

  /** What else Nix's commands take that do something with the value of an expression. */
  static final List<Option> OF_NIX =
      List.of(INCLUDE, IMPURE, OVERRIDE_FLAKE, SHOW_TRACE, READONLY_MODE, STORE, EVAL_STORE);

  private EvalOptions() {}
}
