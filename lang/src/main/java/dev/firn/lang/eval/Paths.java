package dev.firn.lang.eval;

import dev.firn.base.text.PathText;

/** Paths as text. */
public final class Paths {
  private Paths() {}

  /** The canonical form of an absolute path: without {@code .}, {@code ..}, doubled and trailing slashes; links are not looked at. */
  public static String canonical(String path) {
    return PathText.canonical(path);
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
