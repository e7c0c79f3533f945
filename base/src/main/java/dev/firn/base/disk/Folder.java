package dev.firn.base.disk;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A directory in which things are made, see {@link Disk#folder}. It stays the same one, whoever renames it or puts a link in its place
 * meanwhile. Names are bytes, and none is a path. For one thread at a time.
 */
public interface Folder extends Closeable {
  /** A new file. It is finished when it is closed. */
  abstract class NewFile extends OutputStream {
    /** Sets its permissions, however few the mask of the process leaves. */
    public abstract void setPermissions(Set<PosixFilePermission> permissions) throws IOException;

    /** Sets when it was changed last. What is written afterwards changes that again. */
    public abstract void setModified(FileTime time) throws IOException;

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public abstract void write(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public abstract void close() throws IOException;
  }

  /** Makes a directory, and opens it. There must be nothing of that name. */
  Folder createFolder(String name) throws IOException;

  /**
   * Makes a file. There must be nothing of that name.
   *
   * @param executable whether all may execute it that may read it
   */
  NewFile createFile(String name, boolean executable) throws IOException;

  /**
   * Makes a symbolic link. There must be nothing of that name.
   *
   * @param target bytes
   */
  void createSymlink(String name, String target) throws IOException;

  /** Sets when a symbolic link was changed last. */
  void setLinkModified(String name, FileTime time) throws IOException;

  /** Sets the permissions of this directory. */
  void setPermissions(Set<PosixFilePermission> permissions) throws IOException;

  /** Sets when this directory was changed last. */
  void setModified(FileTime time) throws IOException;
}
