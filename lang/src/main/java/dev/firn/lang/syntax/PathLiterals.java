package dev.firn.lang.syntax;

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
    String canonical = canonical(joined);
    boolean slash = literal.length() > 1 && literal.charAt(literal.length() - 1) == '/';
    return slash ? canonical.concat("/") : canonical;
  }

  /** An absolute path without {@code .}, {@code ..} and superfluous slashes; symbolic links are not looked at. */
  private static String canonical(String path) {
    StringBuilder out = new StringBuilder(path.length());
    int i = 0;
    while (i < path.length()) {
      int slash = path.indexOf('/', i);
      int end = slash < 0 ? path.length() : slash;
      append(out, path, i, end);
      i = end + 1;
    }
    return out.isEmpty() ? "/" : out.toString();
  }

  private static void append(StringBuilder out, String path, int begin, int end) {
    int length = end - begin;
    if (length == 0 || (length == 1 && path.charAt(begin) == '.')) {
      return;
    }
    if (length == 2 && path.charAt(begin) == '.' && path.charAt(begin + 1) == '.') {
      out.setLength(Math.max(0, out.lastIndexOf("/")));
    } else {
      out.append('/').append(path, begin, end);
    }
  }
}
