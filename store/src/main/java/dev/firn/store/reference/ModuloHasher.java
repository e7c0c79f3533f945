package dev.firn.store.reference;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.nar.HashingStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Hashes content so that the hash does not depend on the hash part of the path that it is for: occurrences of that count as zero bytes,
 * and their offsets follow at the end as {@code |offset}. Without occurrences it is the hash of the content. Not for several threads.
 */
public final class ModuloHasher extends OutputStream {
  private static final String ZEROS = "\0".repeat(HashParts.LENGTH);

  private final HashingStream hashed;
  private final HashRewriter rewriter;

  /** A hasher for content that may hold that hash part. */
  public ModuloHasher(HashAlgorithm algorithm, String hashPart) {
    hashed = new HashingStream(algorithm);
    rewriter = new HashRewriter(Map.of(hashPart, ZEROS), hashed);
  }

  @Override
  public void write(int value) throws IOException {
    rewriter.write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    rewriter.write(bytes, offset, length);
  }

  /** The hash of all that was written. Nothing can be written afterwards. */
  public Hash finish() throws IOException {
    rewriter.finish();
    for (long position : rewriter.positions()) {
      hashed.write(Latin1.bytes("|" + position));
    }
    return hashed.finish();
  }
}
