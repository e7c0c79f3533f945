package dev.firn.store.local;

import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.NarRestorer;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;

/**
 * Puts files where a store has them: written beside, then moved, so that a crash leaves nothing that looks complete. Not for several
 * threads.
 */
final class PathPlacer {
  private final StoreLocation location;
  private final Predicate<StorePath> registered;
  private long counter;

  /**
   * A placer.
   *
   * @param registered whether the database has a path, asked when something is in its place
   */
  PathPlacer(StoreLocation location, Predicate<StorePath> registered) {
    this.location = location;
    this.registered = registered;
  }

  /** Checks what was written before it is moved to its place. */
  @FunctionalInterface
  interface Check {
    /** Throws if it is wrong. */
    void check(Path files, PathContent.Written written) throws IOException;
  }

  /** Writes the files of a path. What is in their place already is replaced, unless it became valid meanwhile. */
  PathContent.Written place(StorePath path, PathContent content, Check check) throws IOException {
    Files.createDirectories(location.files());
    Path temporary = temporary(path);
    try {
      PathContent.Written written = content.write(temporary);
      check.check(temporary, written);
      move(path, temporary);
      return written;
    } finally {
      TreeRemoval.remove(temporary);
    }
  }

  /** A name that a collector keeps as long as it keeps the path: it begins with the same digits. */
  private Path temporary(StorePath path) {
    long process = ProcessHandle.current().pid();
    return location.files().resolve(path.hashPart() + "-tmp-" + process + "-" + counter++);
  }

  private void move(StorePath path, Path temporary) throws IOException {
    Path files = location.files(path);
    FileKind kind = new DiskTree(temporary).kind();
    if (Files.notExists(files, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.move(temporary, files, StandardCopyOption.ATOMIC_MOVE);
        seal(files, kind);
        return;
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException somethingIsThere) {
        // falls through to its removal
      }
    }
    replace(path, files, temporary, kind);
  }

  private void replace(StorePath path, Path files, Path temporary, FileKind kind)
      throws IOException {
    try (PathLocks _ = PathLocks.lock(List.of(files))) {
      if (!registered.test(path)) {
        TreeRemoval.remove(files);
        Files.move(temporary, files, StandardCopyOption.ATOMIC_MOVE);
        seal(files, kind);
      }
    }
  }

  /** Seals a directory only now: one that is read-only could not have been moved. */
  private static void seal(Path files, FileKind kind) throws IOException {
    if (kind == FileKind.DIRECTORY) {
      NarRestorer.seal(files, kind);
    }
  }
}
