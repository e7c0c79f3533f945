package dev.firn.store.nar;

import dev.firn.base.hash.Digest;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import java.io.IOException;
import java.io.OutputStream;

/** Hashes what is written to it, and passes it on. */
public final class HashingStream extends OutputStream {
  private final Digest digest;
  private final OutputStream next;
  private final byte[] single = new byte[1];

  /** A stream that passes everything on to another. */
  public HashingStream(HashAlgorithm algorithm, OutputStream next) {
    this.digest = Digest.of(algorithm);
    this.next = next;
  }

  /** A stream that only hashes. */
  public HashingStream(HashAlgorithm algorithm) {
    this(algorithm, OutputStream.nullOutputStream());
  }

  @Override
  public void write(int value) throws IOException {
    single[0] = (byte) value;
    write(single, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    digest.update(bytes, offset, length);
    next.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    next.flush();
  }

  /** Closes the stream that everything is passed on to. */
  @Override
  public void close() throws IOException {
    next.close();
  }

  /** The number of bytes so far. */
  public long count() {
    return digest.count();
  }

  /** The hash of all that was written. Nothing can be written afterwards. */
  public Hash finish() {
    return digest.finish();
  }
}
