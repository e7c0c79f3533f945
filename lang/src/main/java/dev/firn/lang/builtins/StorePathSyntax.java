package dev.firn.lang.builtins;

/** What a store path looks like. */
final class StorePathSyntax {
  private static final int HASH_LENGTH = 32;
  private static final int LONGEST_NAME = 211;
  private static final String BASE_32 = "0123456789abcdfghijklmnpqrsvwxyz";
  private static final String NAME_SIGNS = "+-._?=";

  private StorePathSyntax() {}

  /** Whether a path is {@code STORE/HASH-NAME}, with a hash and a name that a store may have. */
  static boolean isStorePath(String path, String store) {
    int start = store.length() + 1;
    int dash = start + HASH_LENGTH;
    return path.length() > dash
        && path.startsWith(store)
        && path.charAt(start - 1) == '/'
        && path.charAt(dash) == '-'
        && isHash(path, start, dash)
        && isName(path.substring(dash + 1));
  }

  private static boolean isHash(String path, int start, int end) {
    for (int i = start; i < end; i++) {
      if (BASE_32.indexOf(path.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isLetterOrDigit(name.charAt(i)) && NAME_SIGNS.indexOf(name.charAt(i)) < 0) {
        return false;
      }
    }
    int dash = name.indexOf('-');
    String first = dash < 0 ? name : name.substring(0, dash);
    return !first.equals(".") && !first.equals("..");
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
