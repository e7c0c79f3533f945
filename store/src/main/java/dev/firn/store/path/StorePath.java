package dev.firn.store.path;

import dev.firn.base.hash.Nix32;
import org.jspecify.annotations.Nullable;

/**
 * A store path without its directory: 32 digits, a dash, a name. Valid by construction; ordered byte by byte, as full
 * paths are.
 */
public final class StorePath implements Comparable<StorePath> {
  /** The number of digits before the dash. */
  public static final int HASH_LENGTH = 32;

  private static final String DERIVATION_EXTENSION = ".drv";

  private final String baseName;

  private StorePath(String baseName) {
    this.baseName = baseName;
  }

  /**
   * The store path of that base name.
   *
   * @throws BadStorePathException with Nix's message, if it is none
   */
  public static StorePath of(String baseName) {
    if (baseName.length() <= HASH_LENGTH) {
      throw new BadStorePathException("'" + baseName + "' is too short to be a valid store path");
    }
    if (baseName.charAt(HASH_LENGTH) != '-') {
      throw new BadStorePathException(
          "'"
              + baseName
              + "' can't name a store path because the hash part is not followed by a '-'");
    }
    for (int i = 0; i < HASH_LENGTH; i++) {
      if (!Nix32.isDigit(baseName.charAt(i))) {
        throw new BadStorePathException(
            "store path '"
                + baseName
                + "' contains illegal base-32 character '"
                + baseName.charAt(i)
                + "'");
      }
    }
    return checked(baseName);
  }

  /**
   * The store path of that 20-byte digest and name.
   *
   * @throws BadStorePathException with Nix's message, if the name is none
   */
  public static StorePath of(byte[] digest, String name) {
    return checked(Nix32.encode(digest) + "-" + name);
  }

  private static StorePath checked(String baseName) {
    try {
      StorePathName.check(baseName.substring(HASH_LENGTH + 1));
    } catch (BadStorePathException bad) {
      throw new BadStorePathException(
          "path '" + baseName + "' is not a valid store path: " + bad.getMessage());
    }
    return new StorePath(baseName);
  }

  /** The digits, the dash and the name. */
  public String baseName() {
    return baseName;
  }

  /** The 32 digits. */
  public String hashPart() {
    return baseName.substring(0, HASH_LENGTH);
  }

  /** What follows the dash. */
  public String name() {
    return baseName.substring(HASH_LENGTH + 1);
  }

  /** Whether the name ends in {@code .drv}. */
  public boolean isDerivation() {
    return baseName.endsWith(DERIVATION_EXTENSION);
  }

  /**
   * The name without {@code .drv}.
   *
   * @throws BadStorePathException if this is not the path of a derivation
   */
  public String derivationName() {
    if (!isDerivation()) {
      throw new BadStorePathException(
          "store path '" + baseName + "' is not a valid derivation path");
    }
    return baseName.substring(HASH_LENGTH + 1, baseName.length() - DERIVATION_EXTENSION.length());
  }

  @Override
  public int compareTo(StorePath other) {
    return baseName.compareTo(other.baseName);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StorePath path && baseName.equals(path.baseName);
  }

  @Override
  public int hashCode() {
    return baseName.hashCode();
  }

  /** The base name. */
  @Override
  public String toString() {
    return baseName;
  }
}
