package dev.firn.app.recall;

import dev.firn.base.hash.Digest;
import dev.firn.base.hash.HashAlgorithm;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a file that is being read; its hash is noted at its end, and one that is not read to its end is not noted. */
final class WitnessStream extends FilterInputStream {
  private final Digest digest = Digest.of(HashAlgorithm.SHA256);
  private final Question question;
  private final Observations seen;
  private boolean ended;

  WitnessStream(InputStream content, Question question, Observations seen) {
    super(content);
    this.question = question;
    this.seen = seen;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    if (count > 0) {
      digest.update(bytes, offset, count);
    } else if (count < 0) {
      end();
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Who knows the size does not read on to the end. */
  @Override
  public void close() throws IOException {
    if (!ended && read() >= 0) {
      seen.dependOnMore();
    }
    super.close();
  }

  private void end() {
    if (!ended) {
      ended = true;
      seen.note(question, digest.finish());
    }
  }
}
