package dev.firn.store.nar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps what an archive holds in memory. */
public final class MemoryTreeBuilder implements NarHandler {
  private final ArrayDeque<SortedMap<String, MemoryTree>> open = new ArrayDeque<>();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private boolean executable;
  private @Nullable MemoryTree result;

  /** A builder that has seen nothing. */
  public MemoryTreeBuilder() {}

  /**
   * Reads one archive.
   *
   * @throws NarException if it is none
   */
  public static MemoryTree read(InputStream source) throws IOException {
    MemoryTreeBuilder builder = new MemoryTreeBuilder();
    NarReader.read(source, builder);
    return builder.result();
  }

  /**
   * The tree.
   *
   * @throws IllegalStateException if not all of it was given
   */
  public MemoryTree result() {
    if (result == null) {
      throw new IllegalStateException("a tree without root");
    }
    return result;
  }

  private void add(String path, MemoryTree tree) {
    SortedMap<String, MemoryTree> parent = open.peek();
    if (parent == null) {
      result = tree;
    } else {
      parent.put(path.substring(path.lastIndexOf('/') + 1), tree);
    }
  }

  @Override
  public void startDirectory(String path) {
    open.push(new TreeMap<>());
  }

  @Override
  public void endDirectory(String path) {
    add(path, MemoryTree.directory(open.pop()));
  }

  @Override
  public void symlink(String path, String target) {
    add(path, MemoryTree.symlink(target));
  }

  @Override
  public void startFile(String path, boolean isExecutable, long size) {
    executable = isExecutable;
    content.reset();
  }

  @Override
  public void content(byte[] bytes, int offset, int length) {
    content.write(bytes, offset, length);
  }

  @Override
  public void endFile(String path) {
    byte[] bytes = content.toByteArray();
    add(path, executable ? MemoryTree.executable(bytes) : MemoryTree.file(bytes));
  }
}
