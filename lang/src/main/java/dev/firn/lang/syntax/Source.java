package dev.firn.lang.syntax;

/**
 * A text that was parsed, and where it came from.
 *
 * @param kind what the text is
 * @param path the absolute path of a {@link Kind#FILE}; the display name of an {@link Kind#INTERNAL} one; otherwise empty
 * @param text the bytes of the text, one {@code char} a byte
 */
public record Source(Kind kind, String path, String text) {
  /** What a source is. */
  public enum Kind {
    /** A file, named by its absolute path. */
    FILE,
    /** An expression given on the command line or to the REPL. */
    STRING,
    /** Standard input. */
    STDIN,
    /** A file of Firn's own, such as {@code derivation-internal.nix}. */
    INTERNAL
  }

  /** A file's text. */
  public static Source file(String path, String text) {
    return new Source(Kind.FILE, path, text);
  }

  /** An expression given as a string. */
  public static Source string(String text) {
    return new Source(Kind.STRING, "", text);
  }

  /** Standard input's text. */
  public static Source stdin(String text) {
    return new Source(Kind.STDIN, "", text);
  }

  /** How messages name the source: its path, {@code «string»}, {@code «stdin»} or {@code «nix-internal»/NAME}. */
  public String displayName() {
    return switch (kind) {
      case FILE -> path;
      // The angle quotes are bytes of UTF-8, as everything that is printed.
      case STRING -> "\u00c2\u00abstring\u00c2\u00bb";
      case STDIN -> "\u00c2\u00abstdin\u00c2\u00bb";
      case INTERNAL -> "\u00c2\u00abnix-internal\u00c2\u00bb/" + path;
    };
  }
}
