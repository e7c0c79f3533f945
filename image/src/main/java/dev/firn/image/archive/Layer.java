package dev.firn.image.archive;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;

/**
 * A layer of an image: an archive that is put over those before it.
 *
 * @param archive the bytes of a tar archive, not compressed
 */
public record Layer(byte[] archive) {
  /** Its hash, as images name it. */
  public String digest() {
    return digest(archive);
  }

  /** The hash of some content, as images name it. */
  static String digest(byte[] content) {
    return "sha256:" + Hash.digest(HashAlgorithm.SHA256, content).base16();
  }
}
