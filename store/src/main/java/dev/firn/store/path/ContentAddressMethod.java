package dev.firn.store.path;

import dev.firn.base.hash.HashAlgorithm;

/** How the content of a path is turned into the bytes that are hashed. */
public enum ContentAddressMethod {
  /** The bytes of one file whose references are part of the path. */
  TEXT("text", "text:"),
  /** The bytes of one file. */
  FLAT("flat", ""),
  /** The archive of a tree. */
  NAR("nar", "r:"),
  /** The object of a tree in Git. */
  GIT("git", "git:");

  private final String text;
  private final String prefix;

  ContentAddressMethod(String text, String prefix) {
    this.text = text;
    this.prefix = prefix;
  }

  /** The name, as in JSON. */
  public String text() {
    return text;
  }

  /** What stands before the algorithm in a derivation: {@code text:}, {@code r:}, {@code git:} or nothing. */
  public String prefix() {
    return prefix;
  }

  /** The text for a derivation, such as {@code r:sha256}. */
  public String withAlgorithm(HashAlgorithm algorithm) {
    return prefix + algorithm.text();
  }

  /**
   * The method of that name.
   *
   * @throws BadContentAddressException with Nix's message, if there is none
   */
  public static ContentAddressMethod parse(String name) {
    for (ContentAddressMethod method : values()) {
      if (method.text.equals(name)) {
        return method;
      }
    }
    throw new BadContentAddressException(
        "Unknown file ingestion method '" + name + "', expect `flat`, `nar`, or `git`");
  }

  /** The method that a text such as {@code r:sha256} begins with. */
  public static ContentAddressMethod ofPrefix(String text) {
    for (ContentAddressMethod method : values()) {
      if (method != FLAT && text.startsWith(method.prefix)) {
        return method;
      }
    }
    return FLAT;
  }
}
