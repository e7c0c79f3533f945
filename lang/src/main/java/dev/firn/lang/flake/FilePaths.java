package dev.firn.lang.flake;

import java.util.ArrayList;
import java.util.List;

/** Turns paths of files into paths of URLs and back. */
final class FilePaths {
  private FilePaths() {}

  /**
   * The segments of a path; the first is empty if it is absolute, and two are empty at the end if it ends with a
   * slash.
   */
  static List<String> toSegments(String path) {
    List<String> segments = new ArrayList<>();
    if (path.startsWith("/")) {
      segments.add("");
    }
    for (String part : Url.splitPath(path)) {
      if (!part.isEmpty()) {
        segments.add(part);
      }
    }
    if (path.isEmpty() || path.endsWith("/")) {
      boolean root = segments.size() == 1 && segments.get(0).isEmpty();
      segments.add("");
      if (!root && !path.isEmpty()) {
        segments.add("");
      }
    }
    return segments;
  }

  /** The path that the segments stand for; empty segments inside are left out. */
  static String fromSegments(List<String> segments) {
    for (String segment : segments) {
      if (segment.indexOf('/') >= 0) {
        throw new BadUrlException(
            "URL path component '"
                + segment
                + "' contains '/', which is not allowed in file names");
      }
      if (segment.indexOf('\0') >= 0) {
        throw new BadUrlException(
            "URL path component '"
                + segment.replace("\0", "\u00e2\u0090\u0080")
                + "' contains NUL byte which is not allowed");
      }
    }
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < segments.size(); i++) {
      boolean separate =
          i == 0
              ? segments.get(0).isEmpty()
              : !path.isEmpty() && path.charAt(path.length() - 1) != '/';
      path.append(separate ? "/" : "").append(segments.get(i));
    }
    return path.toString();
  }
}
