package dev.firn.store.nar;

import dev.firn.base.text.Latin1;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads archives and hands what they hold to a handler. It reads exactly the archive: bytes that follow stay in the
 * stream, and it asks the stream for nothing beyond the end. Give a buffered stream.
 *
 * <p>Lengths are bounded before anything is allocated, nesting is bounded, names are checked and must be sorted.
 */
public final class NarReader {
  private static final int MAX_TAG = 32;
  private static final int BUFFER = 1 << 16;

  private final InputStream source;
  private final NarHandler handler;
  private final byte[] chunk = new byte[BUFFER];

  private NarReader(InputStream source, NarHandler handler) {
    this.source = source;
    this.handler = handler;
  }

  /**
   * Reads one archive.
   *
   * @throws NarException if it is none
   * @throws EOFException if it ends too early
   */
  public static void read(InputStream source, NarHandler handler) throws IOException {
    NarReader reader = new NarReader(source, handler);
    if (!reader.hasMagic()) {
      throw bad("input doesn't look like a Nix archive");
    }
    reader.node("", 0);
  }

  private boolean hasMagic() throws IOException {
    if (number() != NarNames.MAGIC.length()) {
      return false;
    }
    return content(NarNames.MAGIC.length()).equals(NarNames.MAGIC);
  }

  private void node(String path, int depth) throws IOException {
    if (depth >= NarNames.MAX_DEPTH) {
      throw bad("NAR directory nesting exceeds maximum depth of " + NarNames.MAX_DEPTH);
    }
    expect("(");
    expect("type");
    String type = word(MAX_TAG);
    if (type.equals("regular")) {
      file(path);
    } else if (type.equals("directory")) {
      directory(path, depth);
    } else if (type.equals("symlink")) {
      symlink(path);
    } else {
      throw bad("unknown file type '" + type + "'");
    }
  }

  private void file(String path) throws IOException {
    String tag = word(MAX_TAG);
    boolean executable = tag.equals("executable");
    if (executable) {
      word(0);
      tag = word(MAX_TAG);
    }
    if (!tag.equals("contents")) {
      throw bad("expected tag 'contents', got '" + tag + "'");
    }
    long size = number();
    if (size < 0) {
      throw bad("file is too large");
    }
    handler.startFile(path, executable, size);
    for (long left = size; left > 0; ) {
      int read = source.read(chunk, 0, (int) Math.min(left, chunk.length));
      if (read < 0) {
        throw new EOFException("unexpected end of archive");
      }
      handler.content(chunk, 0, read);
      left -= read;
    }
    padding(size);
    handler.endFile(path);
    expect(")");
  }

  private void directory(String path, int depth) throws IOException {
    handler.startDirectory(path);
    String previous = "";
    for (String tag = word(MAX_TAG); !tag.equals(")"); tag = word(MAX_TAG)) {
      if (!tag.equals("entry")) {
        throw bad("expected tag 'entry' or ')', got '" + tag + "'");
      }
      expect("(");
      expect("name");
      String name = word(NarNames.MAX_NAME);
      if (!NarNames.isName(name)) {
        throw bad("NAR contains invalid file name '" + name + "'");
      }
      if (name.compareTo(previous) <= 0) {
        throw bad("NAR directory is not sorted");
      }
      previous = name;
      expect("node");
      node(path + "/" + name, depth + 1);
      expect(")");
    }
    handler.endDirectory(path);
  }

  private void symlink(String path) throws IOException {
    expect("target");
    String target = word(NarNames.MAX_TARGET);
    if (!NarNames.isTarget(target)) {
      throw bad("NAR contains invalid symlink target");
    }
    handler.symlink(path, target);
    expect(")");
  }

  private void expect(String expected) throws IOException {
    String tag = word(MAX_TAG);
    if (!tag.equals(expected)) {
      throw bad("expected tag '" + expected + "', got '" + tag + "'");
    }
  }

  private String word(int max) throws IOException {
    long length = number();
    if (length < 0 || length > max) {
      throw new NarException("string is too long");
    }
    return content((int) length);
  }

  private String content(int length) throws IOException {
    fill(length);
    String word = Latin1.string(chunk, 0, length);
    padding(length);
    return word;
  }

  private void padding(long length) throws IOException {
    int count = (int) (-length & 7);
    fill(count);
    for (int i = 0; i < count; i++) {
      if (chunk[i] != 0) {
        throw new NarException("non-zero padding");
      }
    }
  }

  private long number() throws IOException {
    fill(8);
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      value = (value << 8) | (chunk[i] & 255);
    }
    return value;
  }

  private void fill(int length) throws IOException {
    if (source.readNBytes(chunk, 0, length) < length) {
      throw new EOFException("unexpected end of archive");
    }
  }

  private static NarException bad(String problem) {
    return new NarException("bad archive: " + problem);
  }
}
