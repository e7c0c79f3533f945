package dev.firn.image.archive;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.nar.HashingStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A layer of an image: an archive that is put over those before it. It is written anew each time somebody wants it, so that a large one
 * takes no memory.
 *
 * @param content writes the same each time
 * @param digest the hash of the archive, as images name it: {@code sha256:...}
 * @param size of the archive, in bytes
 */
public record Layer(Content content, String digest, long size) {
  /** What is in a layer. */
  @FunctionalInterface
  public interface Content {
    /** Writes it. */
    void writeTo(LayerWriter writer) throws IOException;
  }

  /** The layer with that content, which is written once to know its hash. */
  public static Layer of(Content content) throws IOException {
    HashingStream hashing = new HashingStream(HashAlgorithm.SHA256);
    write(content, hashing);
    return new Layer(content, digest(hashing.finish()), hashing.count());
  }

  /** Writes the archive. */
  public void writeTo(OutputStream out) throws IOException {
    write(content, out);
  }

  private static void write(Content content, OutputStream out) throws IOException {
    try (LayerWriter writer = new LayerWriter(out)) {
      content.writeTo(writer);
    }
  }

  /** The hash of some content, as images name it. */
  static String digest(byte[] content) {
    return digest(Hash.digest(HashAlgorithm.SHA256, content));
  }

  private static String digest(Hash hash) {
    return "sha256:" + hash.base16();
  }
}
