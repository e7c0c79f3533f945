package dev.firn.image.closure;

import dev.firn.image.archive.LayerWriter;
import dev.firn.store.nar.NarHandler;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a tree of files into a layer, with the permissions that store paths have. Names for one file are files of their own, as in archives
 * of stores: whether a store has them as one is no property of the path.
 */
final class LayerTree implements NarHandler {
  private static final int READ = 0444;
  private static final int EXECUTE = 0555;

  private final String root;
  private final LayerWriter writer;
  private OutputStream file = OutputStream.nullOutputStream();

  /**
   * Writes to a layer.
   *
   * @param root where the tree is in it, relative to its root
   */
  LayerTree(String root, LayerWriter writer) {
    this.root = root;
    this.writer = writer;
  }

  @Override
  public void startDirectory(String path) throws IOException {
    writer.directory(root + path, EXECUTE);
  }

  @Override
  public void endDirectory(String path) {
    // What is in it has its own names.
  }

  @Override
  public void symlink(String path, String target) throws IOException {
    writer.symlink(root + path, target);
  }

  @Override
  public void startFile(String path, boolean executable, long size) throws IOException {
    file = writer.startFile(root + path, executable ? EXECUTE : READ, size);
  }

  @Override
  public void content(byte[] bytes, int offset, int length) throws IOException {
    file.write(bytes, offset, length);
  }

  @Override
  public void endFile(String path) throws IOException {
    writer.endFile();
  }
}
