package dev.firn.process.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps logs from growing for ever. Who writes has the file open and adds to its end, so the content is copied and the file emptied; what is
 * written in the moment between is lost. Earlier content is in {@code NAME.1} (the newest) to {@code NAME.3}.
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

  private static void rotate(Path log) throws IOException {
    Path copy = sibling(log, ".new");
    Files.deleteIfExists(copy);
    try (FileChannel from =
            FileChannel.open(
                log, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileChannel to =
            FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(log));
      long at = 0;
      for (long size = from.size(); at < size; size = from.size()) {
        at += from.transferTo(at, size - at, to);
      }
      from.truncate(0);
    }
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
