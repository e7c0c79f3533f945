package dev.firn.store.path;

/** The rules for the names of store paths. */
public final class StorePathName {
  /** The longest name, in bytes. */
  public static final int MAX_LENGTH = 211;

  private StorePathName() {}

  /**
   * Checks a name: 1 to 211 of the characters {@code 0-9 a-z A-Z + - . _ ? =}, and neither {@code .} nor {@code ..}
   * alone or before a dash.
   *
   * @throws BadStorePathException with Nix's message, if it is none
   */
  public static void check(String name) {
    if (name.isEmpty()) {
      throw new BadStorePathException("name must not be empty");
    }
    if (name.length() > MAX_LENGTH) {
      throw new BadStorePathException(
          "name '" + name + "' must be no longer than " + MAX_LENGTH + " characters");
    }
    if (name.charAt(0) == '.') {
      checkDots(name);
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isLegal(name.charAt(i))) {
        throw new BadStorePathException(
            "name '" + name + "' contains illegal character '" + name.charAt(i) + "'");
      }
    }
  }

  private static void checkDots(String name) {
    int dots = name.startsWith("..") ? 2 : 1;
    if (name.length() == dots) {
      throw new BadStorePathException("name '" + name + "' is not valid");
    }
    if (name.charAt(dots) == '-') {
      throw new BadStorePathException(
          "name '"
              + name
              + "' is not valid: first dash-separated component must not be '"
              + name.substring(0, dots)
              + "'");
    }
  }

  private static boolean isLegal(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '+'
        || c == '?'
        || c == '=';
  }
}
