package dev.firn.base.hash;

import org.jspecify.annotations.Nullable;

/** The algorithms that stores and expressions can name. */
public enum HashAlgorithm {
  MD5("md5", "MD5", 16),
  SHA1("sha1", "SHA-1", 20),
  SHA256("sha256", "SHA-256", 32),
  SHA512("sha512", "SHA-512", 64),
  BLAKE3("blake3", "BLAKE3", 32);

  private final String text;
  private final String standardName;
  private final int size;

  HashAlgorithm(String text, String standardName, int size) {
    this.text = text;
    this.standardName = standardName;
    this.size = size;
  }

  /** The name that Nix uses, such as {@code sha256}. */
  public String text() {
    return text;
  }

  /** The length of a hash, in bytes. */
  public int size() {
    return size;
  }

  /** The name that the security providers of the JDK use; they do not have BLAKE3. */
  String standardName() {
    return standardName;
  }

  /** The algorithm of that name, or null. */
  public static @Nullable HashAlgorithm find(String name) {
    for (HashAlgorithm algorithm : values()) {
      if (algorithm.text.equals(name)) {
        return algorithm;
      }
    }
    return null;
  }

  /**
   * The algorithm of that name.
   *
   * @throws UnknownHashNameException if there is none
   */
  public static HashAlgorithm parse(String name) {
    HashAlgorithm algorithm = find(name);
    if (algorithm == null) {
      throw new UnknownHashNameException(
          "unknown hash algorithm '"
              + name
              + "', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'");
    }
    return algorithm;
  }

  @Override
  public String toString() {
    return text;
  }
}
