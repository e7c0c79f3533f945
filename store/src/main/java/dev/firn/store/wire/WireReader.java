package dev.firn.store.wire;

import dev.firn.base.text.Latin1;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads values, and nothing beyond them. Give a buffered stream. Lengths are bounded, and memory grows only with what really came. Not
 * for several threads.
 */
public final class WireReader {
  private static final int CHUNK = 1 << 16;

  /** The longest string: far beyond any derivation. */
  private static final long MAX_STRING = 1L << 30;

  /** What a string in a list takes besides its bytes, about. */
  private static final long STRING_OVERHEAD = 64;

  /** The most elements of a list. */
  private static final long MAX_COUNT = 1L << 27;

  private final InputStream source;
  private final StoreDir dir;
  private final byte[] word = new byte[8];
  private long budget = Long.MAX_VALUE;

  /**
   * A reader of that stream.
   *
   * @param dir the directory that store paths must be in
   */
  public WireReader(InputStream source, StoreDir dir) {
    this.source = source;
    this.dir = dir;
  }

  /**
   * Bounds what may come from now on.
   *
   * @param bytes how much memory strings may take, about
   */
  public void allow(long bytes) {
    budget = bytes;
  }

  /** The directory that store paths must be in. */
  public StoreDir dir() {
    return dir;
  }

  /**
   * Reads a number.
   *
   * @throws EOFException if the stream ends
   */
  public long number() throws IOException {
    if (source.readNBytes(word, 0, 8) < 8) {
      throw new EOFException("unexpected end-of-file");
    }
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      value = (value << 8) | (word[i] & 255);
    }
    return value;
  }

  /** Reads a truth value: any number but 0 is true. */
  public boolean bool() throws IOException {
    return number() != 0;
  }

  /** Reads a byte string. */
  public String string() throws IOException {
    return string(MAX_STRING);
  }

  /**
   * Reads a byte string.
   *
   * @throws WireException if it is longer, or the padding is not zero
   */
  public String string(long max) throws IOException {
    long length = number();
    if (length < 0 || length > max) {
      throw new WireException("string is too long");
    }
    budget -= length + STRING_OVERHEAD;
    if (budget < 0) {
      throw new WireException("what is sent is too long");
    }
    String text = bytes((int) length);
    int padding = (int) -length & 7;
    if (source.readNBytes(word, 0, padding) < padding) {
      throw new EOFException("unexpected end-of-file");
    }
    for (int i = 0; i < padding; i++) {
      if (word[i] != 0) {
        throw new WireException("non-zero padding");
      }
    }
    return text;
  }

  private String bytes(int length) throws IOException {
    if (length <= CHUNK) {
      byte[] all = source.readNBytes(length);
      if (all.length < length) {
        throw new EOFException("unexpected end-of-file");
      }
      return Latin1.string(all);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream(CHUNK);
    for (int left = length; left > 0; ) {
      byte[] piece = source.readNBytes(Math.min(left, CHUNK));
      if (piece.length == 0) {
        throw new EOFException("unexpected end-of-file");
      }
      all.write(piece);
      left -= piece.length;
    }
    return Latin1.string(all.toByteArray());
  }

  /** Reads the number of elements that follow. */
  public long count() throws IOException {
    long count = number();
    if (count < 0 || count > MAX_COUNT) {
      throw new WireException("list is too long");
    }
    return count;
  }

  /** Reads a number of byte strings. */
  public List<String> strings() throws IOException {
    List<String> all = new ArrayList<>();
    for (long left = count(); left > 0; left--) {
      all.add(string());
    }
    return all;
  }

  /** Reads byte strings by byte strings. */
  public SortedMap<String, String> map() throws IOException {
    SortedMap<String, String> all = new TreeMap<>();
    for (long left = count(); left > 0; left--) {
      String key = string();
      all.put(key, string());
    }
    return all;
  }

  /**
   * Reads a store path.
   *
   * @throws WireException if it is none
   */
  public StorePath path() throws IOException {
    return parse(string());
  }

  /**
   * Reads a store path; gives null for an empty string.
   *
   * @throws WireException if it is something else
   */
  public @Nullable StorePath pathOrNull() throws IOException {
    String text = string();
    return text.isEmpty() ? null : parse(text);
  }

  private StorePath parse(String text) throws WireException {
    try {
      return dir.parse(text);
    } catch (BadStorePathException bad) {
      throw new WireException(String.valueOf(bad.getMessage()));
    }
  }

  /** Reads a number of store paths. */
  public SortedSet<StorePath> paths() throws IOException {
    SortedSet<StorePath> all = new TreeSet<>();
    for (long left = count(); left > 0; left--) {
      all.add(path());
    }
    return all;
  }
}
