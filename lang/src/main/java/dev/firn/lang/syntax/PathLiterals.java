package dev.firn.lang.syntax;

import dev.firn.base.text.PathText;

/** The values of path literals. */
final class PathLiterals {
  private PathLiterals() {}

  /**
   * The path that a literal means.
   *
   * @param literal what was written, absolute or relative
   * @param directory what a relative one starts from
   * @return an absolute path without {@code .}, {@code ..} and double slashes; a slash at the end of the literal (before an
   *     interpolation) is kept
   */
  static String resolve(String literal, String directory) {
    String joined = literal.charAt(0) == '/' ? literal : directory.concat("/").concat(literal);
    String canonical = PathText.canonical(joined);
    boolean slash = literal.length() > 1 && literal.charAt(literal.length() - 1) == '/';
    return slash ? canonical.concat("/") : canonical;
  }
}
