package dev.firn.realise.build.local;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.DirectoryHandle;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildFailedException;
import dev.firn.store.protocol.BuildStatus;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a builder works in. It lies in another one that nobody but the builder's user can enter, so that what the builder
 * makes there can never be reached by others, whatever its permissions are.
 */
final class BuildDirectory implements Closeable {
  private static final int STICKY = 01000;
  private static final AtomicLong COUNTER = new AtomicLong();

  private final Disk disk;
  private final Path outer;
  private final Path inner;
  private final @Nullable BuildUser user;
  private boolean closed;

  private BuildDirectory(Disk disk, Path outer, @Nullable BuildUser user) {
    this.disk = disk;
    this.outer = outer;
    this.inner = outer.resolve("build");
    this.user = user;
  }

  /**
   * Makes a directory.
   *
   * @param parent where
   * @param user whom it belongs to; null for the user of this process
   * @throws BuildFailedException with Nix's message, if others could put something else in its place
   */
  static BuildDirectory make(Disk disk, Path parent, @Nullable BuildUser user)
      throws IOException, BuildFailedException {
    Files.createDirectories(parent);
    if (user != null) {
      requirePrivate(parent);
    }
    Path outer = createNew(parent);
    FileOwnership.setMode(outer, 0700);
    BuildDirectory made = new BuildDirectory(disk, outer, user);
    Files.createDirectory(made.inner);
    FileOwnership.setMode(made.inner, 0700);
    if (user != null) {
      FileOwnership.give(made.inner, user.user(), user.group());
      FileOwnership.give(outer, user.user(), user.group());
    }
    return made;
  }

  private static void requirePrivate(Path parent) throws IOException, BuildFailedException {
    Path below = null;
    for (Path at = parent; at != null; at = at.getParent()) {
      if (isOpen(at) && (below == null || !isSafeIn(at, below))) {
        throw new BuildFailedException(
            BuildStatus.MISC_FAILURE,
            "Path \"" + at + "\" is world-writable or a symlink. That's not allowed for security.");
      }
      below = at;
    }
  }

  private static boolean isOpen(Path directory) throws IOException {
    return Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS)
        .contains(PosixFilePermission.OTHERS_WRITE);
  }

  /** In directories such as {@code /tmp}, files can be replaced by their owners only. */
  private static boolean isSafeIn(Path directory, Path file) throws IOException {
    return (mode(directory) & STICKY) != 0 && owner(file) == FileOwnership.user();
  }

  private static int mode(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }

  private static int owner(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static Path createNew(Path parent) throws IOException {
    long process = ProcessHandle.current().pid();
    while (true) {
      try {
        return Files.createDirectory(
            parent.resolve("nix-" + process + "-" + COUNTER.getAndIncrement()));
      } catch (FileAlreadyExistsException another) {
        // It is from a process that had this number.
      }
    }
  }

  /** Where the builder works. */
  Path path() {
    return inner;
  }

  /** Makes files for the builder, before it runs. */
  void write(SortedMap<String, String> files) throws IOException {
    try (DirectoryHandle directory = DirectoryHandle.open(inner)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = directory.path().resolve(file.getKey());
        Files.write(
            path,
            Latin1.bytes(file.getValue()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
        FileOwnership.setMode(path, 0644);
        if (user != null) {
          FileOwnership.give(path, user.user(), user.group());
        }
      }
    }
  }

  /** Keeps the directory, so that people can look at it. */
  void keep() throws IOException {
    takeBack();
    FileOwnership.setMode(outer, 0755);
    if (Files.isDirectory(inner, LinkOption.NOFOLLOW_LINKS)) {
      FileOwnership.setMode(inner, 0755);
    }
    closed = true;
  }

  /** Whoever still has a way into it loses that first. */
  private void takeBack() throws IOException {
    FileOwnership.give(outer, FileOwnership.user(), FileOwnership.group());
    FileOwnership.setMode(outer, 0700);
  }

  /** Deletes it. Processes of the builder must be gone. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      takeBack();
      disk.deleteTree(outer);
    }
  }
}
