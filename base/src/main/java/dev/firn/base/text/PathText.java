package dev.firn.base.text;

/** Paths of files as text; no disk is looked at. */
public final class PathText {
  private PathText() {}

  /**
   * The canonical form of an absolute path: without {@code .}, {@code ..}, doubled and trailing slashes. Symbolic
   * links are not looked at.
   */
  public static String canonical(String path) {
    if (isCanonical(path)) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length());
    int at = 0;
    while (at < path.length()) {
      int slash = path.indexOf('/', at);
      int end = slash < 0 ? path.length() : slash;
      int dots = dots(path, at, end);
      if (dots == 2) {
        out.setLength(Math.max(out.lastIndexOf("/"), 0));
      } else if (end > at && dots == 0) {
        out.append('/').append(path, at, end);
      }
      at = end + 1;
    }
    return out.isEmpty() ? "/" : out.toString();
  }

  private static boolean isCanonical(String path) {
    int length = path.length();
    if (length < 2 || path.charAt(0) != '/' || path.charAt(length - 1) == '/') {
      return path.equals("/");
    }
    int at = 1;
    while (at < length) {
      int slash = path.indexOf('/', at);
      int end = slash < 0 ? length : slash;
      if (end == at || dots(path, at, end) > 0) {
        return false;
      }
      at = end + 1;
    }
    return true;
  }

  /** 1 for a component {@code .}, 2 for {@code ..}, 0 for others. */
  private static int dots(String path, int from, int to) {
    int length = to - from;
    if (length < 1 || length > 2 || path.charAt(from) != '.' || path.charAt(to - 1) != '.') {
      return 0;
    }
    return length;
  }
}
