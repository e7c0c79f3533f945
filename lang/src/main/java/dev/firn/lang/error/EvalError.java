package dev.firn.lang.error;

import dev.firn.lang.syntax.Positions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluation failed. Carries what the user is told, in the language's own terms: a message, a position, the traces gathered
 * on the way out. {@code tryEval} does not see it; for what it sees there is {@link CatchableError}.
 *
 * <p>Has no Java stack trace: those frames are the interpreter's, not the program's.
 */
public class EvalError extends RuntimeException {
  private final String text;
  private int position;
  private @Nullable Trace traces;
  private List<String> suggestions = List.of();
  private int exitStatus = 1;
  private boolean usage;

  /**
   * An error without a position.
   *
   * @param text the message; bytes, one {@code char} a byte
   */
  public EvalError(String text) {
    this(text, Positions.NONE);
  }

  /** An error at a position. */
  public EvalError(String text, int position) {
    super(text, null, false, false);
    this.text = text;
    this.position = position;
  }

  /** The message. */
  public final String text() {
    return text;
  }

  /** Where it happened. */
  public final int position() {
    return position;
  }

  /** The story, outermost first, or null if there is none. */
  public final @Nullable Trace traces() {
    return traces;
  }

  /** Names that may have been meant, best first. */
  public final List<String> suggestions() {
    return suggestions;
  }

  /** The exit status of a program that ends with this error. */
  public final int exitStatus() {
    return exitStatus;
  }

  /** Whether a program that ends with this error points to its help. */
  public final boolean isUsage() {
    return usage;
  }

  /** Lets a program that ends with this error point to its help: a word was wrong that Nix also takes as an argument. */
  public final EvalError asUsage() {
    usage = true;
    return this;
  }

  /** Sets the position, where none is known yet. */
  public final EvalError orAt(int where) {
    if (position == Positions.NONE) {
      position = where;
    }
    return this;
  }

  /** Adds names that may have been meant. */
  public final EvalError suggesting(List<String> names) {
    suggestions = names;
    return this;
  }

  /** Sets the exit status of a program that ends with this error. */
  public final EvalError exitingWith(int status) {
    exitStatus = status;
    return this;
  }

  /** Adds an outer line to the story. */
  public final EvalError trace(int where, String hint) {
    traces = new Trace(where, hint, false, traces);
    return this;
  }

  /** Adds an outer line to the story that is shown even where traces are cut short. */
  public final EvalError traceAlways(int where, String hint) {
    traces = new Trace(where, hint, true, traces);
    return this;
  }

  /** The same error with the story up to here, which may be thrown again and grow another. */
  public final EvalError copy() {
    EvalError copy = fresh();
    copy.position = position;
    copy.traces = traces;
    copy.suggestions = suggestions;
    copy.exitStatus = exitStatus;
    copy.usage = usage;
    return copy;
  }

  /** A bare error of the same type and text. */
  protected EvalError fresh() {
    return new EvalError(text, position);
  }
}
