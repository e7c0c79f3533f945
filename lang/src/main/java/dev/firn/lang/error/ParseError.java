package dev.firn.lang.error;

import dev.firn.lang.syntax.SyntaxError;
import java.util.List;

/** A text is no expression. The first error is this one; others were met after it. */
public final class ParseError extends EvalError {
  private final List<SyntaxError.Problem> further;

  /** The error that the parser found. */
  public ParseError(SyntaxError error) {
    this(error.getMessage(), error.position(), error.further());
  }

  private ParseError(String text, int position, List<SyntaxError.Problem> further) {
    super(text, position);
    this.further = further;
  }

  /** The errors that were met after this one, in the order of the text. */
  public List<SyntaxError.Problem> further() {
    return further;
  }

  @Override
  protected EvalError fresh() {
    return new ParseError(text(), position(), further);
  }
}
