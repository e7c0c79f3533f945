package dev.firn.store.path;

import java.util.Set;

/** Finds the paths of a store that a text mentions. */
public final class Mentions {
  private static final String NAME_CHARACTERS = "+-._?=";

  private Mentions() {}

  /** Adds the paths that a text mentions, wherever they are in it; what only looks like one is left out. */
  public static void add(StoreDir dir, String text, Set<StorePath> paths) {
    String prefix = dir.path() + "/";
    for (int at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, at + 1)) {
      int from = at + prefix.length();
      int to = from;
      while (to < text.length() && isNamePart(text.charAt(to))) {
        to++;
      }
      add(paths, text.substring(from, to));
    }
  }

  private static void add(Set<StorePath> paths, String baseName) {
    try {
      paths.add(StorePath.of(baseName));
    } catch (BadStorePathException _) {
      // A text that only looks like one.
    }
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || NAME_CHARACTERS.indexOf(c) >= 0;
  }
}
