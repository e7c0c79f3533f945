package dev.firn.store.wire;

import dev.firn.base.text.Latin1;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values. Give a buffered stream. Not for several threads. */
public final class WireWriter {
  private static final byte[] PADDING = new byte[8];

  private final OutputStream target;
  private final StoreDir dir;
  private final byte[] word = new byte[8];

  /**
   * A writer to that stream.
   *
   * @param dir the directory that store paths are written with
   */
  public WireWriter(OutputStream target, StoreDir dir) {
    this.target = target;
    this.dir = dir;
  }

  /** The directory that store paths are written with. */
  public StoreDir dir() {
    return dir;
  }

  /** Writes a number. */
  public void number(long value) throws IOException {
    for (int i = 0; i < 8; i++) {
      word[i] = (byte) (value >> (8 * i));
    }
    target.write(word);
  }

  /** Writes a truth value. */
  public void bool(boolean value) throws IOException {
    number(value ? 1 : 0);
  }

  /** Writes a byte string. */
  public void string(String bytes) throws IOException {
    number(bytes.length());
    target.write(Latin1.bytes(bytes));
    target.write(PADDING, 0, -bytes.length() & 7);
  }

  /** Writes a byte string. */
  public void bytes(byte[] bytes, int offset, int length) throws IOException {
    number(length);
    target.write(bytes, offset, length);
    target.write(PADDING, 0, -length & 7);
  }

  /** Writes a number of byte strings. */
  public void strings(Collection<String> all) throws IOException {
    number(all.size());
    for (String each : all) {
      string(each);
    }
  }

  /** Writes byte strings by byte strings. */
  public void map(Map<String, String> all) throws IOException {
    number(all.size());
    for (Map.Entry<String, String> each : all.entrySet()) {
      string(each.getKey());
      string(each.getValue());
    }
  }

  /** Writes a store path; an empty string if it is null. */
  public void path(@Nullable StorePath path) throws IOException {
    string(path == null ? "" : dir.print(path));
  }

  /** Writes a number of store paths. */
  public void paths(Collection<StorePath> all) throws IOException {
    number(all.size());
    for (StorePath each : all) {
      path(each);
    }
  }

  /** Sends what a buffer holds back. */
  public void flush() throws IOException {
    target.flush();
  }
}
