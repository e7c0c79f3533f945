package dev.firn.process.supervisor;

import dev.firn.base.sys.FileRanges;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps logs from growing for ever. Who writes has the file open and adds to its end, so what is in it is copied, and then taken away from its
 * start. Earlier content is in {@code NAME.1} (the newest) to {@code NAME.3}; together they are what was written.
 *
 * <p>Where the file system can take a start away (ext4, XFS), that is one step, and nothing is lost; a last part stays in the log, which
 * may begin within a line. Elsewhere the log is emptied as soon as all of it was copied, and what is written between these two calls is lost.
 */
final class LogRotation {
  private static final int KEPT = 3;

  private final long largest;

  /**
   * A rotation.
   *
   * @param largest the size from which a log is emptied, in bytes
   */
  LogRotation(long largest) {
    this.largest = largest;
  }

  /** Rotates a log if it is too large. */
  void look(Path log) {
    try {
      if (Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS) && Files.size(log) >= largest) {
        rotate(log);
      }
    } catch (IOException full) {
      // It is tried again; a log is no reason to end anything.
    }
  }

  /** The copy has its name before anything is taken away: whoever is killed between leaves a part twice, not a hole. */
  private static void rotate(Path log) throws IOException {
    Path copy = sibling(log, ".new");
    Files.deleteIfExists(copy);
    try (FileChannel from =
            FileChannel.open(
                log, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileChannel to =
            FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(log));
      long start = (from.size() - 1) / FileRanges.UNIT * FileRanges.UNIT;
      copy(from, 0, start, to);
      shift(log, copy);
      if (start == 0 || !FileRanges.removeStart(log, start)) {
        copyAll(from, start, to);
        from.truncate(0);
      }
    }
  }

  private static void copyAll(FileChannel from, long start, FileChannel to) throws IOException {
    long at = start;
    for (long end = from.size(); at < end; end = from.size()) {
      copy(from, at, end, to);
      at = end;
    }
  }

  private static void copy(FileChannel from, long start, long end, FileChannel to)
      throws IOException {
    for (long at = start; at < end; ) {
      long copied = from.transferTo(at, end - at, to);
      if (copied == 0) {
        throw new EOFException("the log became shorter");
      }
      at += copied;
    }
  }

  /** Makes a copy the newest of the earlier content. */
  private static void shift(Path log, Path copy) throws IOException {
    for (int i = KEPT; i > 1; i--) {
      Path older = sibling(log, "." + (i - 1));
      if (Files.exists(older, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(older, sibling(log, "." + i), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    Files.move(copy, sibling(log, ".1"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path sibling(Path log, String end) {
    return log.resolveSibling(log.getFileName() + end);
  }
}
