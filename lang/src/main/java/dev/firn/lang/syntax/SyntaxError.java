package dev.firn.lang.syntax;

import java.util.List;

/**
 * A text that is not a Nix expression.
 *
 * <p>The message and {@link #position} are those of the first error, the one that Nix reports; {@link #further} are errors
 * that were met after it, when parsing went on at the next binding.
 */
public final class SyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final transient List<Problem> further;

  /**
   * An error of its own.
   *
   * @param message what is wrong, in bytes (a {@code char} each)
   * @param position where, a number of {@link Positions}, {@link Positions#NONE} if the message has no place
   */
  public SyntaxError(String message, int position) {
    this(message, position, List.of());
  }

  /** An error and those that were met after it, in the order of the text. */
  public SyntaxError(String message, int position, List<Problem> further) {
    super(message, null, false, false);
    this.position = position;
    this.further = further;
  }

  /** What is wrong, in bytes (a {@code char} each). */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** Where it is wrong, a number of {@link Positions}. */
  public int position() {
    return position;
  }

  /** The errors that were met after this one, in the order of the text. */
  public List<Problem> further() {
    return further;
  }

  /**
   * One more error.
   *
   * @param message what is wrong, in bytes (a {@code char} each)
   * @param position where, a number of {@link Positions}
   */
  public record Problem(String message, int position) {}
}
