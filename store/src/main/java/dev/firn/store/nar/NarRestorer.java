package dev.firn.store.nar;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.Folder;
import dev.firn.base.sys.BytePaths;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an archive holds to a disk. The destination must not exist. Nothing outside it is touched, whoever changes it meanwhile:
 * everything is made anew, by its name, in a directory that was made here and is held open, and no link is followed.
 */
public final class NarRestorer implements NarHandler, Closeable {
  private static final Set<PosixFilePermission> READ = PosixFilePermissions.fromString("r--r--r--");
  private static final Set<PosixFilePermission> READ_EXECUTE =
      PosixFilePermissions.fromString("r-xr-xr-x");
  private static final FileTime STORE_TIME = FileTime.fromMillis(1000);

  private final Disk disk;
  private final Path destination;
  private final boolean canonical;

  /** The directory that the destination is in, and above it those that have begun and not ended. */
  private final Deque<Folder> open = new ArrayDeque<>();

  private Folder.@Nullable NewFile file;
  private boolean fileIsExecutable;

  private NarRestorer(Disk disk, Path destination, boolean canonical) {
    this.disk = disk;
    this.destination = destination;
    this.canonical = canonical;
  }

  /** A handler that writes with the permissions and times of new files. */
  public static NarRestorer plain(Path destination) {
    return new NarRestorer(Disk.REAL, destination, false);
  }

  /**
   * A handler that writes as stores have it: files 0444 or 0555, directories 0555, and all times one second after the epoch. Only
   * the destination itself, if it is a directory, stays as it was made, so that it can be moved; see {@link #seal}.
   */
  public static NarRestorer canonical(Disk disk, Path destination) {
    return new NarRestorer(disk, destination, true);
  }

  /** Reads one archive and writes what it holds. */
  public void restore(InputStream source) throws IOException {
    try {
      NarReader.read(source, this);
    } finally {
      close();
    }
  }

  /** Gives a file, directory or link the permissions and the time that stores have. It may be so already. */
  public static void seal(Disk disk, Path path, FileKind kind) throws IOException {
    if (kind != FileKind.SYMLINK) {
      disk.setPermissions(path, kind == FileKind.REGULAR ? READ : READ_EXECUTE);
    }
    disk.setModified(path, STORE_TIME);
  }

  /** The directory that what begins now is in. */
  private Folder directory() throws IOException {
    Folder innermost = open.peek();
    if (innermost == null) {
      Path parent = destination.getParent();
      if (parent == null) {
        throw new FileAlreadyExistsException(destination.toString());
      }
      innermost = disk.folder(parent);
      open.push(innermost);
    }
    return innermost;
  }

  /** What a path is called in its directory. */
  private String name(String path) {
    return path.isEmpty()
        ? BytePaths.bytes(destination.getFileName())
        : path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public void startDirectory(String path) throws IOException {
    try {
      open.push(directory().createFolder(name(path)));
    } catch (FileAlreadyExistsException there) {
      throw new FileAlreadyExistsException(
          null,
          null,
          "creating directory \"" + BytePaths.bytes(destination) + path + "\": File exists");
    }
  }

  @Override
  public void endDirectory(String path) throws IOException {
    try (Folder ended = open.pop()) {
      if (canonical && !path.isEmpty()) {
        ended.setPermissions(READ_EXECUTE);
        ended.setModified(STORE_TIME);
      }
    }
  }

  @Override
  public void symlink(String path, String target) throws IOException {
    Folder directory = directory();
    directory.createSymlink(name(path), target);
    if (canonical) {
      directory.setLinkModified(name(path), STORE_TIME);
    }
  }

  @Override
  public void startFile(String path, boolean executable, long size) throws IOException {
    file = directory().createFile(name(path), executable && !canonical);
    fileIsExecutable = executable;
  }

  @Override
  public void content(byte[] bytes, int offset, int length) throws IOException {
    if (file != null) {
      file.write(bytes, offset, length);
    }
  }

  @Override
  public void endFile(String path) throws IOException {
    if (file != null && canonical) {
      file.setPermissions(fileIsExecutable ? READ_EXECUTE : READ);
      file.setModified(STORE_TIME);
    }
    closeFile();
  }

  private void closeFile() throws IOException {
    if (file != null) {
      Folder.NewFile ended = file;
      file = null;
      ended.close();
    }
  }

  /** Closes what is open, also if reading ended too early. */
  @Override
  public void close() throws IOException {
    try {
      closeFile();
    } finally {
      while (!open.isEmpty()) {
        open.pop().close();
      }
    }
  }
}
