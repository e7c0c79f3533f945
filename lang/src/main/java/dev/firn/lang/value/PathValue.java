package dev.firn.lang.value;

/** A path: absolute and canonical, bytes. */
public final class PathValue extends Value {
  private final String path;

  /** The value of an absolute, canonical path. */
  public PathValue(String path) {
    this.path = path;
  }

  /** The path. */
  public String path() {
    return path;
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
