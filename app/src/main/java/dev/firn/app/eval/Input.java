package dev.firn.app.eval;

/**
 * An expression that a user named.
 *
 * @param kind where it is
 * @param text the expression itself ({@link Kind#TEXT}) or what the user wrote for the file ({@link Kind#FILE}); bytes
 */
public record Input(Kind kind, String text) {
  /** Standard input. */
  public static final Input STANDARD_INPUT = new Input(Kind.STANDARD_INPUT, "");

  /** Where an expression can be. */
  public enum Kind {
    /** On the command line. */
    TEXT,
    /** In a file: its name, that of a folder with a {@code default.nix}, or {@code <name>}. */
    FILE,
    /** In standard input. */
    STANDARD_INPUT
  }

  /** An expression on the command line. */
  public static Input text(String expression) {
    return new Input(Kind.TEXT, expression);
  }

  /** A file, or for {@code -} standard input. */
  public static Input file(String name) {
    return name.equals("-") ? STANDARD_INPUT : new Input(Kind.FILE, name);
  }
}
