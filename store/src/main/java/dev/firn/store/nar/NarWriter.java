package dev.firn.store.nar;

import dev.firn.base.text.ByteBuilder;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes archives. As a handler it takes the parts of a tree in the order of archives and must be told when they are all there, see
 * {@link #finish}.
 */
public final class NarWriter implements NarHandler {
  private static final int BUFFER = 1 << 15;
  private static final int FIRST_BUFFER = 1 << 10;
  private static final byte[] PADDING = new byte[8];
  private static final byte[] MAGIC = words(NarNames.MAGIC);
  private static final byte[] OPEN_REGULAR = words("(", "type", "regular", "contents");
  private static final byte[] OPEN_EXECUTABLE =
      words("(", "type", "regular", "executable", "", "contents");
  private static final byte[] OPEN_SYMLINK = words("(", "type", "symlink", "target");
  private static final byte[] OPEN_DIRECTORY = words("(", "type", "directory");
  private static final byte[] OPEN_ENTRY = words("entry", "(", "name");
  private static final byte[] NODE = words("node");
  private static final byte[] CLOSE = words(")");

  private final OutputStream target;
  private final ByteBuilder buffer = new ByteBuilder(FIRST_BUFFER);
  private long size;

  /** A writer to that stream. */
  public NarWriter(OutputStream target) {
    this.target = target;
    raw(MAGIC);
  }

  /**
   * Writes the archive of what a filter leaves of a tree, and leaves the stream open.
   *
   * @throws NarException if the tree is too deep, has a file of a kind that no archive can hold, or changes meanwhile
   */
  public static void write(FileTree tree, TreeFilter filter, OutputStream target)
      throws IOException {
    NarWriter writer = new NarWriter(target);
    TreeWalker.walk(tree, filter, writer);
    writer.finish();
  }

  /** Writes the archive of a whole tree, and leaves the stream open. */
  public static void write(FileTree tree, OutputStream target) throws IOException {
    write(tree, TreeFilter.ALL, target);
  }

  /** The archive of a file with that content that may not be executed. */
  public static byte[] ofFile(byte[] content) {
    ByteBuilder encoded = new ByteBuilder(content.length + 128);
    encoded.append(MAGIC, 0, MAGIC.length).append(OPEN_REGULAR, 0, OPEN_REGULAR.length);
    word(encoded, Latin1.string(content));
    return encoded.append(CLOSE, 0, CLOSE.length).toByteArray();
  }

  /** Writes what is left in the buffer. */
  public void finish() throws IOException {
    target.write(buffer.array(), 0, buffer.length());
    buffer.clear();
  }

  @Override
  public void startDirectory(String path) throws IOException {
    open(path, OPEN_DIRECTORY);
  }

  @Override
  public void endDirectory(String path) {
    close(path);
  }

  @Override
  public void symlink(String path, String linkTarget) throws IOException {
    open(path, OPEN_SYMLINK);
    word(buffer, linkTarget);
    close(path);
  }

  @Override
  public void startFile(String path, boolean executable, long fileSize) throws IOException {
    open(path, executable ? OPEN_EXECUTABLE : OPEN_REGULAR);
    number(buffer, fileSize);
    size = fileSize;
  }

  @Override
  public void content(byte[] bytes, int offset, int length) throws IOException {
    if (length > BUFFER / 2) {
      finish();
      target.write(bytes, offset, length);
    } else {
      buffer.append(bytes, offset, length);
      makeRoom();
    }
  }

  @Override
  public void endFile(String path) {
    buffer.append(PADDING, 0, (int) (-size & 7));
    close(path);
  }

  private void open(String path, byte[] node) throws IOException {
    makeRoom();
    if (!path.isEmpty()) {
      raw(OPEN_ENTRY);
      word(buffer, path.substring(path.lastIndexOf('/') + 1));
      raw(NODE);
    }
    raw(node);
  }

  private void close(String path) {
    raw(CLOSE);
    if (!path.isEmpty()) {
      raw(CLOSE);
    }
  }

  private void makeRoom() throws IOException {
    if (buffer.length() > BUFFER / 2) {
      finish();
    }
  }

  private void raw(byte[] bytes) {
    buffer.append(bytes, 0, bytes.length);
  }

  /** Several words in their encoded form. */
  private static byte[] words(String... words) {
    ByteBuilder encoded = new ByteBuilder(128);
    for (String word : words) {
      word(encoded, word);
    }
    return encoded.toByteArray();
  }

  private static void word(ByteBuilder encoded, String word) {
    number(encoded, word.length());
    encoded.append(word).append(PADDING, 0, -word.length() & 7);
  }

  private static void number(ByteBuilder encoded, long value) {
    for (int shift = 0; shift < 64; shift += 8) {
      encoded.append((char) ((value >> shift) & 255));
    }
  }
}
