package dev.firn.store.nar;

import java.io.IOException;
import java.io.InputStream;

/** Walks through a tree in the order of archives, and hands what it finds to a handler. Reads each file once. */
public final class TreeWalker {
  private static final int BUFFER = 1 << 16;

  private final TreeFilter filter;
  private final NarHandler handler;
  private byte[] chunk = new byte[0];

  private TreeWalker(TreeFilter filter, NarHandler handler) {
    this.filter = filter;
    this.handler = handler;
  }

  /**
   * Walks through what the filter leaves of a tree.
   *
   * @throws NarException if the tree is too deep, has a file of a kind that no archive can hold, or changes meanwhile
   */
  public static void walk(FileTree tree, TreeFilter filter, NarHandler handler) throws IOException {
    new TreeWalker(filter, handler).node(tree, tree.kind(), "", 0);
  }

  private void node(FileTree tree, FileKind kind, String path, int depth) throws IOException {
    if (depth >= NarNames.MAX_DEPTH) {
      throw new NarException(
          "path '" + path + "' exceeds maximum NAR directory depth of " + NarNames.MAX_DEPTH);
    }
    if (kind == FileKind.DIRECTORY) {
      directory(tree, path, depth);
    } else if (kind == FileKind.SYMLINK) {
      handler.symlink(path, tree.target());
    } else if (kind == FileKind.OTHER) {
      throw new NarException("file '" + path + "' has an unsupported type");
    } else {
      file(tree, kind, path);
    }
  }

  private void directory(FileTree tree, String path, int depth) throws IOException {
    handler.startDirectory(path);
    try (FileTree.Entries entries = tree.open()) {
      for (String name : entries.names()) {
        String childPath = path + "/" + name;
        FileTree child = entries.child(name);
        FileKind kind = child.kind();
        if (filter.accept(childPath, kind)) {
          node(child, kind, childPath, depth + 1);
        }
      }
    }
    handler.endDirectory(path);
  }

  private void file(FileTree tree, FileKind kind, String path) throws IOException {
    try (FileContent content = tree.content()) {
      handler.startFile(path, kind == FileKind.EXECUTABLE, content.size());
      copy(content.stream(), content.size(), path);
      handler.endFile(path);
    }
  }

  private void copy(InputStream source, long size, String path) throws IOException {
    if (chunk.length < Math.min(size, BUFFER)) {
      // Most files are small, and so are many trees.
      chunk = new byte[(int) Math.min(2 * size, BUFFER)];
    }
    for (long left = size; left > 0; ) {
      int read = source.read(chunk, 0, (int) Math.min(left, chunk.length));
      if (read < 0) {
        throw new NarException("file '" + path + "' became shorter while it was read");
      }
      handler.content(chunk, 0, read);
      left -= read;
    }
  }
}
