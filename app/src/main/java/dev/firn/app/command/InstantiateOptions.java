package dev.firn.app.command;

import dev.firn.app.command.Option.Group;
import java.util.List;

/** The options that make derivations, and those that only {@code nix-instantiate} has. */
public final class InstantiateOptions {
  /** Operands are expressions. */
  public static final Option EXPR =
      Option.flag(Group.INPUT, "expr", "Take the operands for expressions instead of files.")
          .letter('E');

  /** Standard input is an expression; there, where {@code -} does not stand for itself. */
  public static final Option EVAL =
      Option.flag(Group.MODE, "eval", "Print the value instead of making derivations.")
          .aliases("eval-only");

  /** Only parses. */
  public static final Option PARSE =
      Option.flag(Group.MODE, "parse", "Print the syntax tree instead of evaluating.")
          .aliases("parse-only");

  /** Looks in the search path. */
  public static final Option FIND_FILE =
      Option.flag(
          Group.MODE, "find-file", "Print where the operands are found in the search path.");

  /** Evaluation may write. */
  public static final Option READ_WRITE_MODE =
      Option.flag(
          Group.STORE,
          "read-write-mode",
          "With `--eval`, write derivations and sources to the store as without.");

  /** Nothing is written. */
  public static final Option DRY_RUN =
      Option.flag(Group.STORE, "dry-run", "Write nothing to the store.");

  /** Keeps derivations. */
  public static final Option ADD_ROOT =
      Option.with(
          Group.STORE,
          "add-root",
          List.of("PATH"),
          "Make PATH a link to the derivation that keeps it from the garbage collector; more"
              + " derivations get `PATH-2` and so on.");

  /** What {@link #ADD_ROOT} always does. */
  public static final Option INDIRECT =
      Option.flag(Group.STORE, "indirect", "What `--add-root` always does.");

  /** No warning without {@link #ADD_ROOT}. */
  public static final Option NO_GC_WARNING =
      Option.flag(Group.STORE, "no-gc-warning", "Do not warn where `--add-root` is missing.");

  private InstantiateOptions() {}
}
