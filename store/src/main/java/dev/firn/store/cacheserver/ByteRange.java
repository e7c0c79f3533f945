package dev.firn.store.cacheserver;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of some content.
 *
 * @param from the first byte
 * @param to the byte after the last
 */
public record ByteRange(long from, long to) {
  private static final String UNIT = "bytes=";

  /** The part that a header of HTTP asks for; null if all is to be given: several parts at once, or none that there is, are not answered. */
  public static @Nullable ByteRange parse(@Nullable String header, long length) {
    if (header == null || !header.startsWith(UNIT) || header.indexOf(',') >= 0) {
      return null;
    }
    int dash = header.indexOf('-');
    try {
      String first = header.substring(UNIT.length(), dash).strip();
      String last = header.substring(dash + 1).strip();
      if (first.isEmpty()) {
        return of(length - Long.parseLong(last), length, length);
      }
      long to = last.isEmpty() ? length : Long.parseLong(last) + 1;
      return of(Long.parseLong(first), Math.min(to, length), length);
    } catch (NumberFormatException | StringIndexOutOfBoundsException bad) {
      return null;
    }
  }

  private static @Nullable ByteRange of(long from, long to, long length) {
    return from < 0 || from >= to || to > length ? null : new ByteRange(from, to);
  }

  /** The header that goes with the part. */
  public String header(long length) {
    return "bytes " + from + "-" + (to - 1) + "/" + length;
  }

  /** The part of an answer. */
  public Answer of(Answer whole) {
    return new Answer(
        206,
        whole.type(),
        to - from,
        whole.tag(),
        target -> {
          try {
            whole.content().writeTo(new Part(target));
          } catch (EndException reached) {
            // The rest is not asked for.
          }
        });
  }

  /** The part is complete. */
  private static final class EndException extends IOException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Passes the part on. */
  private final class Part extends OutputStream {
    private final OutputStream target;
    private long position;

    Part(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      long begin = Math.max(from, position);
      long end = Math.min(to, position + length);
      if (begin < end) {
        target.write(bytes, offset + (int) (begin - position), (int) (end - begin));
      }
      position += length;
      if (position >= to) {
        throw new EndException();
      }
    }
  }
}
