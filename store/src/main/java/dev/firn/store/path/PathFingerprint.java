package dev.firn.store.path;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.Nix32;

/**
 * What the digits of a store path are the hash of.
 *
 * @param type how the inner hash came about, and for some types the references
 * @param inner the hash of the content, or of what it is made from
 * @param dir the directory of the store
 * @param name the name of the path
 */
public record PathFingerprint(String type, Hash inner, StoreDir dir, String name) {
  private static final int DIGEST_SIZE = 20;

  /** The hashed text: {@code type:algorithm:inner:directory:name}. */
  public String text() {
    return type
        + ":"
        + inner.algorithm().text()
        + ":"
        + inner.base16()
        + ":"
        + dir.path()
        + ":"
        + name;
  }

  /** The whole hash of the text. */
  public Hash hash() {
    return Hash.digest(HashAlgorithm.SHA256, text());
  }

  /** The digits of the path: the hash folded to 20 bytes. */
  public String digits() {
    return Nix32.encode(hash().compress(DIGEST_SIZE));
  }

  /**
   * The path.
   *
   * @throws BadStorePathException with Nix's message, if the name is none
   */
  public StorePath path() {
    return StorePath.of(hash().compress(DIGEST_SIZE), name);
  }
}
