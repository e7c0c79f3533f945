package dev.firn.base.hash;

import org.jspecify.annotations.Nullable;

/** The text forms of a hash. */
public enum HashFormat {
  BASE64("base64"),
  NIX32("nix32"),
  BASE16("base16"),
  SRI("sri");

  private final String text;

  HashFormat(String text) {
    this.text = text;
  }

  /** The name that Nix uses, such as {@code nix32}. */
  public String text() {
    return text;
  }

  /** The format of that name ({@code base32} is an old name of {@code nix32}), or null. */
  public static @Nullable HashFormat find(String name) {
    for (HashFormat format : values()) {
      if (format.text.equals(name)) {
        return format;
      }
    }
    return name.equals("base32") ? NIX32 : null;
  }

  /**
   * The format of that name.
   *
   * @throws UnknownHashNameException if there is none
   */
  public static HashFormat parse(String name) {
    HashFormat format = find(name);
    if (format == null) {
      throw new UnknownHashNameException(
          "unknown hash format '" + name + "', expect 'base16', 'base32', 'base64', or 'sri'");
    }
    return format;
  }

  @Override
  public String toString() {
    return text;
  }
}
