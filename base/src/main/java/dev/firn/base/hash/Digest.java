package dev.firn.base.hash;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes content that comes in pieces. For one thread, and for one hash: after {@link #finish} it is used up. */
public abstract class Digest {
  private static final int CHUNK = 8192;

  private final HashAlgorithm algorithm;
  private long count;

  Digest(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  /** A digest of that algorithm that has seen nothing. */
  public static Digest of(HashAlgorithm algorithm) {
    return algorithm == HashAlgorithm.BLAKE3 ? new Blake3() : new Standard(algorithm);
  }

  abstract void add(byte[] bytes, int offset, int length);

  abstract byte[] result();

  /** Takes a part of an array. */
  public final Digest update(byte[] bytes, int offset, int length) {
    add(bytes, offset, length);
    count += length;
    return this;
  }

  /** Takes a byte string. Long ones are copied piece by piece, so that no second copy of the whole is made. */
  public final Digest update(String text) {
    byte[] chunk = new byte[Math.min(CHUNK, text.length())];
    for (int from = 0; from < text.length(); from += CHUNK) {
      int to = Math.min(from + CHUNK, text.length());
      Latin1.copy(text, from, to, chunk, 0);
      add(chunk, 0, to - from);
    }
    count += text.length();
    return this;
  }

  /** Takes all that is left in a stream, and leaves it open. */
  public final Digest update(InputStream stream) throws IOException {
    byte[] chunk = new byte[8 * CHUNK];
    for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
      update(chunk, 0, read);
    }
    return this;
  }

  /** The number of bytes seen. */
  public final long count() {
    return count;
  }

  /** The hash of all that was seen. */
  public final Hash finish() {
    return new Hash(algorithm, result());
  }

  /** The algorithms of the JDK. Its compression functions are intrinsics: no code of ours comes near them. */
  private static final class Standard extends Digest {
    private final MessageDigest digest;

    Standard(HashAlgorithm algorithm) {
      super(algorithm);
      try {
        digest = MessageDigest.getInstance(algorithm.standardName());
      } catch (NoSuchAlgorithmException missing) {
        throw new IllegalStateException("this JDK has no " + algorithm.standardName(), missing);
      }
    }

    @Override
    void add(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    byte[] result() {
      return digest.digest();
    }
  }
}
