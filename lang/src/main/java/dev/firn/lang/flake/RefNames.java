package dev.firn.lang.flake;

/** Which names flakes, branches, tags and commits may have. */
final class RefNames {
  private RefNames() {}

  static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || isLetter(c);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Whether all bytes are alphanumeric or in {@code others}. */
  static boolean consistsOf(String text, String others) {
    for (int i = 0; i < text.length(); i++) {
      if (!isAlphanumeric(text.charAt(i)) && others.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text can name a flake in the registry. */
  static boolean isFlakeId(String text) {
    return !text.isEmpty() && isLetter(text.charAt(0)) && consistsOf(text, "_-");
  }

  /** Whether a text can be a branch, tag or commit in the short form of a reference. */
  static boolean looksLikeRef(String text) {
    return !text.isEmpty()
        && (isAlphanumeric(text.charAt(0)) || text.charAt(0) == '@')
        && consistsOf(text, "_./@+-");
  }

  /** Whether a text is a commit hash. */
  static boolean isRevision(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return text.length() == 40;
  }

  /** Whether Git takes a text as the name of a branch, a tag or a reference (libgit2's rules). */
  static boolean isLegal(String name) {
    if (name.isEmpty() || name.equals("@") || name.endsWith(".") || name.endsWith("/")) {
      return false;
    }
    if (name.charAt(0) == '-' && name.indexOf('/') < 0) {
      return false;
    }
    int start = 0;
    while (start <= name.length()) {
      int end = name.indexOf('/', start);
      end = end < 0 ? name.length() : end;
      if (!isLegalComponent(name.substring(start, end))) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private static boolean isLegalComponent(String text) {
    if (text.isEmpty() || text.charAt(0) == '.' || text.endsWith(".lock")) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 127 || "~^:\\?[*".indexOf(c) >= 0) {
        return false;
      }
    }
    return !text.contains("..") && !text.contains("@{");
  }
}
