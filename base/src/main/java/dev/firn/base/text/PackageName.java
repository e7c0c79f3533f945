package dev.firn.base.text;

/**
 * The name of a package, cut as builtins.parseDrvName does.
 *
 * @param name what stands before the first dash that is followed by something other than a letter; all if there is none
 * @param version what stands after that dash, or empty
 */
public record PackageName(String name, String version) {
  /** Cuts a name such as {@code hello-2.12.1}. */
  public static PackageName parse(String full) {
    for (int i = 0; i + 1 < full.length(); i++) {
      if (full.charAt(i) == '-' && !isLetter(full.charAt(i + 1))) {
        return new PackageName(full.substring(0, i), full.substring(i + 1));
      }
    }
    return new PackageName(full, "");
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
