package dev.firn.lang.eval;

/** Paths as text. */
public final class Paths {
  private Paths() {}

  /** The canonical form of an absolute path: without {@code .}, {@code ..}, doubled and trailing slashes; links are not looked at. */
  public static String canonical(String path) {
    if (isCanonical(path)) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length());
    int at = 0;
    while (at < path.length()) {
      int end = path.indexOf('/', at);
      end = end < 0 ? path.length() : end;
      String part = path.substring(at, end);
      if (part.equals("..")) {
        out.setLength(Math.max(out.lastIndexOf("/"), 0));
      } else if (!part.isEmpty() && !part.equals(".")) {
        out.append('/').append(part);
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
    int slash = 0;
    while (slash >= 0) {
      char next = path.charAt(slash + 1);
      if (next == '/' || (next == '.' && isDots(path, slash + 1))) {
        return false;
      }
      slash = path.indexOf('/', slash + 1);
    }
    return true;
  }

  private static boolean isDots(String path, int at) {
    int end = path.indexOf('/', at);
    int length = (end < 0 ? path.length() : end) - at;
    return length == 1 || (length == 2 && path.charAt(at + 1) == '.');
  }

  /** The path of something in a directory. */
  public static String child(String directory, String name) {
    return directory.equals("/") ? "/" + name : directory + "/" + name;
  }

  /** The directory of an absolute, canonical path; the root's is the root. */
  public static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** The last component of an absolute, canonical path; empty for the root. */
  public static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
