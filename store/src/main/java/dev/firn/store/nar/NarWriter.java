package dev.firn.store.nar;

import dev.firn.base.text.ByteBuilder;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes the archive of a tree, piece by piece. */
public final class NarWriter {
  private static final int BUFFER = 1 << 16;
  private static final byte[] PADDING = new byte[8];
  private static final byte[] OPEN_REGULAR = words("(", "type", "regular", "contents");
  private static final byte[] OPEN_EXECUTABLE =
      words("(", "type", "regular", "executable", "", "contents");
  private static final byte[] OPEN_SYMLINK = words("(", "type", "symlink", "target");
  private static final byte[] OPEN_DIRECTORY = words("(", "type", "directory");
  private static final byte[] OPEN_ENTRY = words("entry", "(", "name");
  private static final byte[] NODE = words("node");
  private static final byte[] CLOSE = words(")");

  private final OutputStream target;
  private final TreeFilter filter;
  private final ByteBuilder head = new ByteBuilder(BUFFER);
  private byte @Nullable [] chunk;

  private NarWriter(OutputStream target, TreeFilter filter) {
    this.target = target;
    this.filter = filter;
  }

  /**
   * Writes the archive of a tree, and leaves the stream open.
   *
   * @throws NarException if the tree is too deep, has a file of a kind that no archive can hold, or changes meanwhile
   */
  public static void write(FileTree tree, TreeFilter filter, OutputStream target)
      throws IOException {
    NarWriter writer = new NarWriter(target, filter);
    writer.word(NarNames.MAGIC);
    writer.node(tree, tree.kind(), "", 0);
    writer.flush();
  }

  /** Writes the archive of a whole tree, and leaves the stream open. */
  public static void write(FileTree tree, OutputStream target) throws IOException {
    write(tree, TreeFilter.ALL, target);
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

  private void node(FileTree tree, FileKind kind, String path, int depth) throws IOException {
    if (depth >= NarNames.MAX_DEPTH) {
      throw new NarException(
          "path '" + path + "' exceeds maximum NAR directory depth of " + NarNames.MAX_DEPTH);
    }
    if (head.length() >= BUFFER / 2) {
      flush();
    }
    if (kind == FileKind.DIRECTORY) {
      directory(tree, path, depth);
    } else if (kind == FileKind.SYMLINK) {
      raw(OPEN_SYMLINK);
      word(tree.target());
    } else if (kind == FileKind.OTHER) {
      throw new NarException("file '" + path + "' has an unsupported type");
    } else {
      raw(kind == FileKind.EXECUTABLE ? OPEN_EXECUTABLE : OPEN_REGULAR);
      file(tree, path);
    }
    raw(CLOSE);
  }

  private void directory(FileTree tree, String path, int depth) throws IOException {
    raw(OPEN_DIRECTORY);
    for (String name : tree.names()) {
      String childPath = path + "/" + name;
      FileTree child = tree.child(name);
      FileKind kind = child.kind();
      if (filter.accept(childPath, kind)) {
        raw(OPEN_ENTRY);
        word(name);
        raw(NODE);
        node(child, kind, childPath, depth + 1);
        raw(CLOSE);
      }
    }
  }

  private void file(FileTree tree, String path) throws IOException {
    try (FileContent content = tree.content()) {
      number(head, content.size());
      flush();
      copy(content.stream(), content.size(), path);
      head.append(PADDING, 0, (int) (-content.size() & 7));
    }
  }

  private void copy(InputStream source, long size, String path) throws IOException {
    if (chunk == null) {
      chunk = new byte[BUFFER];
    }
    for (long left = size; left > 0; ) {
      int read = source.read(chunk, 0, (int) Math.min(left, chunk.length));
      if (read < 0) {
        throw new NarException("file '" + path + "' became shorter while it was read");
      }
      target.write(chunk, 0, read);
      left -= read;
    }
  }

  private void word(String word) {
    word(head, word);
  }

  private void raw(byte[] bytes) {
    head.append(bytes, 0, bytes.length);
  }

  private void flush() throws IOException {
    target.write(head.array(), 0, head.length());
    head.clear();
  }

  /** The archive of a file with that content that may not be executed. */
  public static byte[] ofFile(byte[] content) {
    ByteBuilder encoded = new ByteBuilder(content.length + 128);
    word(encoded, NarNames.MAGIC);
    encoded.append(OPEN_REGULAR, 0, OPEN_REGULAR.length);
    word(encoded, Latin1.string(content));
    return encoded.append(CLOSE, 0, CLOSE.length).toByteArray();
  }
}
