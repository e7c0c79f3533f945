package dev.firn.base.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Changes files. Whatever must survive a crash in a certain order goes through a disk, so that tests can put another one in its place.
 * Reading does not: after a change, files read as usual.
 *
 * <p>Paths are absolute. No change is durable before a sync. Methods may be called by several threads.
 */
public interface Disk {
  /** The disk of this machine. */
  Disk REAL = new RealDisk();

  /** Makes a directory. There must be nothing at that place. */
  void createDirectory(Path directory) throws IOException;

  /** Makes a directory and those that it is in, as far as they are not there. */
  default void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      createDirectory(directory);
    } catch (FileAlreadyExistsException others) {
      if (!Files.isDirectory(directory)) {
        throw others;
      }
    }
  }

  /** Opens a directory, to make things in it. If it is a symbolic link, that is followed. */
  default Folder folder(Path directory) throws IOException {
    return new StepwiseFolder(this, directory);
  }

  /** Makes a file, and gives the stream to write it with. There must be nothing at that place. */
  OutputStream createFile(Path file) throws IOException;

  /**
   * Makes a symbolic link. There must be nothing at that place.
   *
   * @param target bytes
   */
  void createSymlink(Path link, String target) throws IOException;

  /** Sets the permissions of a file or directory, which is no symbolic link. */
  void setPermissions(Path file, Set<PosixFilePermission> permissions) throws IOException;

  /** Sets when a file, directory or symbolic link was changed last. */
  void setModified(Path file, FileTime time) throws IOException;

  /**
   * Gives a file or directory another name in one step.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is something at that place
   */
  void moveNew(Path from, Path to) throws IOException;

  /** Gives a file or directory another name in one step. A file at that place is replaced; so is an empty directory by a directory. */
  void move(Path from, Path to) throws IOException;

  /** Exchanges two files or directories in one step. */
  void exchange(Path one, Path other) throws IOException;

  /** Gives a file a second name. There must be nothing at that place. */
  void link(Path existing, Path link) throws IOException;

  /** Deletes a file, a symbolic link or an empty directory. */
  void delete(Path path) throws IOException;

  /**
   * Deletes a file, a symbolic link, or a directory with all below it, whatever their permissions are, if it is there. Links are not
   * followed. It is not one step: a crash leaves some of it.
   *
   * @return the sizes of the files that were deleted, without those that are known by more than two names
   */
  default long deleteTree(Path path) throws IOException {
    return StepwiseDeletion.delete(this, path);
  }

  /** Waits until all changes to the file system of a directory are durable. */
  void sync(Path directory) throws IOException;

  /** Waits until the content of a file, or the names in a directory, are durable. */
  void syncOnly(Path path) throws IOException;

  /**
   * Tells that a named point was reached at which nothing is half done on this disk: something else, such as a commit to a database, may
   * have happened since the last change.
   */
  default void reached(String point) {}
}
