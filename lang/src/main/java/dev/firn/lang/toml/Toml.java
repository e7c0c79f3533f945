package dev.firn.lang.toml;

/** Reads TOML documents. */
public final class Toml {
  private Toml() {}

  /**
   * Reads a document.
   *
   * @param document bytes, one {@code char} a byte
   * @param name how messages call the document
   * @throws TomlException if it is not TOML 1.0.0, or nests arrays, inline tables or keys deeper than 400
   */
  public static TomlValue.Table parse(String document, String name) {
    return new DocumentParser(new Cursor(document, name)).parse();
  }
}
