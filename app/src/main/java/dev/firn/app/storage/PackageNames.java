package dev.firn.app.storage;

/** Names of packages, which have a version after them: {@code hello-2.10}. */
final class PackageNames {
  private PackageNames() {}

  /** Where the name ends: before the first hyphen that no letter follows; at the end of the text if there is none. */
  static int split(String text) {
    for (int i = 0; i + 1 < text.length(); i++) {
      if (text.charAt(i) == '-' && !isLetter(text.charAt(i + 1))) {
        return i;
      }
    }
    return text.length();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
