package dev.firn.store.reference;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces hash parts by others of the same length in what is written to it, and passes the result on. It holds back up to 31 bytes
 * until {@link #finish}. Not for several threads.
 */
public final class HashRewriter extends OutputStream {
  private static final int BUFFER = 1 << 16;
  private static final int OVERLAP = HashParts.LENGTH - 1;

  private final HashParts parts;
  private final Map<String, byte[]> replacements = new HashMap<>();
  private final OutputStream next;
  private final List<Long> positions = new ArrayList<>();
  private final byte[] buffer = new byte[BUFFER];
  private int length;

  /** The number of bytes that were passed on. */
  private long passed;

  /**
   * A rewriter.
   *
   * @param rewrites hash parts, and the 32 bytes to put in their places
   * @param next where the result goes
   */
  public HashRewriter(Map<String, String> rewrites, OutputStream next) {
    this.parts = new HashParts(rewrites.keySet());
    this.next = next;
    for (Map.Entry<String, String> rewrite : rewrites.entrySet()) {
      if (rewrite.getValue().length() != HashParts.LENGTH) {
        throw new IllegalArgumentException("'" + rewrite.getValue() + "' is no hash part");
      }
      replacements.put(rewrite.getKey(), Latin1.bytes(rewrite.getValue()));
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    for (int from = offset; from < offset + count; ) {
      int piece = Math.min(BUFFER - length, offset + count - from);
      System.arraycopy(bytes, from, buffer, length, piece);
      length += piece;
      from += piece;
      if (length == BUFFER) {
        rewrite();
        pass(BUFFER - OVERLAP);
      }
    }
  }

  private void rewrite() {
    parts.search(
        buffer,
        0,
        length,
        (part, offset) -> {
          byte[] replacement = replacements.get(Latin1.string(part));
          System.arraycopy(
              replacement == null ? part : replacement, 0, buffer, offset, HashParts.LENGTH);
          positions.add(passed + offset);
          return offset + HashParts.LENGTH;
        });
  }

  private void pass(int count) throws IOException {
    next.write(buffer, 0, count);
    passed += count;
    length -= count;
    System.arraycopy(buffer, count, buffer, 0, length);
  }

  /** Passes on what was held back. Nothing can be written afterwards. */
  public void finish() throws IOException {
    rewrite();
    pass(length);
    next.flush();
  }

  /** Finishes, and closes the stream that the result goes to. */
  @Override
  public void close() throws IOException {
    finish();
    next.close();
  }

  /** Where parts were replaced: offsets of their first bytes, in order. */
  public long[] positions() {
    return Arrays.copyOf(positions.stream().mapToLong(Long::longValue).toArray(), positions.size());
  }
}
