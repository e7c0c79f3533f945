package dev.firn.lang.value;

/** A path: absolute and canonical, bytes. */
public final class PathValue extends Value {
  /** The pretended directory of the files that {@code <nix/...>} finds where no search path has them. */
  public static final String INTERNAL = "/__corepkgs__";

  private final String path;

  /** The value of an absolute, canonical path. */
  public PathValue(String path) {
    this.path = path;
  }

  /** The path. */
  public String path() {
    return path;
  }

  /** The path as people see it. */
  public String shown() {
    return shown(path);
  }

  /** A path as people see it: {@code <nix/NAME>} for the files that belong to the language, any other as it is. */
  public static String shown(String path) {
    return path.startsWith(INTERNAL + "/")
        ? "<nix" + path.substring(INTERNAL.length()) + ">"
        : path;
  }

  @Override
  public String typeName() {
    return "path";
  }

  @Override
  public String describe() {
    return "a path";
  }
}
