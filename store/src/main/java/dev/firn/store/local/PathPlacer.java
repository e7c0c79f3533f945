package dev.firn.store.local;

import dev.firn.base.disk.Disk;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.NarRestorer;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Puts files where a store has them: written beside, then moved, so that a crash leaves nothing that looks complete. */
final class PathPlacer {
  private final StoreLocation location;
  private final Disk disk;
  private final Predicate<StorePath> registered;
  private final AtomicLong counter = new AtomicLong();

  /**
   * A placer.
   *
   * @param registered whether the database has a path, asked when something is in its place
   */
  PathPlacer(StoreLocation location, Disk disk, Predicate<StorePath> registered) {
    this.location = location;
    this.disk = disk;
    this.registered = registered;
  }

  /** Checks what was written before it is moved to its place. */
  @FunctionalInterface
  interface Check {
    /** Throws if it is wrong. */
    void check(Path files, PathContent.Written written) throws IOException;
  }

  /** Makes the directory that files and their locks are in. That of what optimising shares is there from the beginning, as Nix has it. */
  void makeDirectory() throws IOException {
    disk.createDirectories(location.links());
  }

  /** Moves what was written to its place, and gives whether it went there. */
  @FunctionalInterface
  private interface Move {
    boolean move(Path temporary) throws IOException;
  }

  /**
   * Writes the files of a path. What is in their place already is replaced, unless it became valid meanwhile: whoever else adds the path
   * at the same time, Nix among them, removes what is there and writes anew while he has the lock.
   */
  PathContent.Written place(StorePath path, PathContent content, Check check) throws IOException {
    makeDirectory();
    return place(path, content, check, temporary -> moveAlone(path, temporary));
  }

  /** The same for a path that the caller holds the lock of. */
  void placeLocked(StorePath path, PathContent content, Check check) throws IOException {
    place(path, content, check, temporary -> move(path, temporary));
  }

  private PathContent.Written place(StorePath path, PathContent content, Check check, Move move)
      throws IOException {
    Path temporary = temporary(path);
    boolean moved = false;
    try {
      PathContent.Written written = content.write(disk, temporary);
      check.check(temporary, written);
      disk.reached("add: written");
      moved = move.move(temporary);
      disk.reached("add: moved");
      return written;
    } finally {
      if (!moved) {
        disk.deleteTree(temporary);
      }
    }
  }

  /**
   * Writes the files of a valid path, makes them durable, and puts them where others may be: at every moment there are either those or
   * these.
   */
  void replaceValid(StorePath path, PathContent content, Check check) throws IOException {
    makeDirectory();
    Path files = location.files(path);
    Path temporary = temporary(path);
    try (PathLocks _ = PathLocks.lock(List.of(files))) {
      check.check(temporary, content.write(disk, temporary));
      seal(temporary, new DiskTree(temporary).kind());
      disk.sync(location.files());
      disk.reached("replace: content is durable");
      if (Files.exists(files, LinkOption.NOFOLLOW_LINKS)) {
        disk.exchange(temporary, files);
      } else {
        disk.moveNew(temporary, files);
      }
      disk.syncOnly(location.files());
      disk.reached("replace: done");
    } finally {
      disk.deleteTree(temporary);
    }
  }

  /** A name that a collector keeps as long as it keeps the path: it begins with the same digits. */
  Path temporary(StorePath path) throws IOException {
    long process = ProcessHandle.current().pid();
    Path temporary =
        location
            .files()
            .resolve(path.hashPart() + "-tmp-" + process + "-" + counter.getAndIncrement());
    if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
      // It is from a process that had this number and was killed.
      disk.deleteTree(temporary);
    }
    return temporary;
  }

  private boolean moveAlone(StorePath path, Path temporary) throws IOException {
    try (PathLocks _ = PathLocks.lock(List.of(location.files(path)))) {
      return move(path, temporary);
    }
  }

  private boolean move(StorePath path, Path temporary) throws IOException {
    Path files = location.files(path);
    FileKind kind = new DiskTree(temporary).kind();
    if (Files.exists(files, LinkOption.NOFOLLOW_LINKS)) {
      if (registered.test(path)) {
        return false;
      }
      disk.deleteTree(files);
    }
    disk.moveNew(temporary, files);
    seal(files, kind);
    return true;
  }

  /** Seals a directory only now: one that is read-only could not have been moved. */
  private void seal(Path files, FileKind kind) throws IOException {
    if (kind == FileKind.DIRECTORY) {
      NarRestorer.seal(disk, files, kind);
    }
  }
}
