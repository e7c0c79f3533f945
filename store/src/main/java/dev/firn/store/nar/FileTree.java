package dev.firn.store.nar;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A file, or a directory with all below it, to be archived. Where it lies is the implementation's matter: on a disk, in
 * memory, in a commit. Names are bytes.
 */
public interface FileTree {
  /** What the root of this tree is. */
  FileKind kind() throws IOException;

  /** The content, if this is a regular file. */
  FileContent content() throws IOException;

  /** What it points to, if this is a symbolic link. */
  String target() throws IOException;

  /** The names in it in order of their bytes, if this is a directory. */
  List<String> names() throws IOException;

  /** The tree of that name, if this is a directory that has it. */
  FileTree child(String name) throws IOException;

  /** What a directory holds, for those who look at all of it. */
  interface Entries extends Closeable {
    /** The names in order of their bytes. Asked once. */
    List<String> names() throws IOException;

    /** The tree of one of the names. It can be used until this is closed. */
    FileTree child(String name) throws IOException;
  }

  /** What this directory holds. Trees of others' directories see to it that it stays the same directory until it is closed. */
  default Entries open() throws IOException {
    FileTree directory = this;
    return new Entries() {
      @Override
      public List<String> names() throws IOException {
        return directory.names();
      }

      @Override
      public FileTree child(String name) throws IOException {
        return directory.child(name);
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
