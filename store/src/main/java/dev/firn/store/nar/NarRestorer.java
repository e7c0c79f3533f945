package dev.firn.store.nar;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an archive holds to a disk. The destination must not exist. Nothing outside it is touched: every directory on the
 * way was made here, names hold no slashes, and files are made anew, never opened through a link.
 */
public final class NarRestorer implements NarHandler, Closeable {
  private static final Set<PosixFilePermission> READ = PosixFilePermissions.fromString("r--r--r--");
  private static final Set<PosixFilePermission> READ_EXECUTE =
      PosixFilePermissions.fromString("r-xr-xr-x");
  private static final Set<PosixFilePermission> EXECUTE =
      Set.of(
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);
  private static final FileTime STORE_TIME = FileTime.fromMillis(1000);

  private final Disk disk;
  private final Path destination;
  private final boolean canonical;
  private @Nullable OutputStream file;
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

  private Path resolve(String path) {
    return path.isEmpty() ? destination : destination.resolve(BytePaths.of(path.substring(1)));
  }

  @Override
  public void startDirectory(String path) throws IOException {
    Path directory = resolve(path);
    try {
      disk.createDirectory(directory);
    } catch (FileAlreadyExistsException there) {
      throw new FileAlreadyExistsException(
          null, null, "creating directory \"" + BytePaths.bytes(directory) + "\": File exists");
    }
  }

  @Override
  public void endDirectory(String path) throws IOException {
    if (canonical && !path.isEmpty()) {
      seal(disk, resolve(path), FileKind.DIRECTORY);
    }
  }

  @Override
  public void symlink(String path, String target) throws IOException {
    disk.createSymlink(resolve(path), target);
    if (canonical) {
      seal(disk, resolve(path), FileKind.SYMLINK);
    }
  }

  @Override
  public void startFile(String path, boolean executable, long size) throws IOException {
    file = disk.createFile(resolve(path));
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
    close();
    if (canonical) {
      seal(disk, resolve(path), fileIsExecutable ? FileKind.EXECUTABLE : FileKind.REGULAR);
    } else if (fileIsExecutable) {
      makeExecutable(resolve(path));
    }
  }

  /** Closes what is open if reading ended too early. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  /** Whoever may read the file may execute it afterwards, as the mask of the process would have allowed. */
  private static void makeExecutable(Path path) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    for (PosixFilePermission execute : EXECUTE) {
      String reader = execute.name().replace("EXECUTE", "READ");
      if (permissions.contains(PosixFilePermission.valueOf(reader))) {
        permissions.add(execute);
      }
    }
    Files.setPosixFilePermissions(path, permissions);
  }
}
