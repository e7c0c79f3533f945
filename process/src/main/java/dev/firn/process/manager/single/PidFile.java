package dev.firn.process.manager.single;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files in which processes write their ids. They outlive processes, so what they say is not believed blindly. */
public final class PidFile {
  /** The kernel counts the time since its start, and its clock may be a little off. */
  private static final long DOUBT_MILLIS = 1000;

  private PidFile() {}

  /** The process that a file names, if it lives and did not start after the file was written. */
  public static Optional<ProcessHandle> find(Path file) {
    try {
      long number = Long.parseLong(Files.readString(file).strip());
      long written = Files.getLastModifiedTime(file).toMillis();
      return ProcessHandle.of(number)
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedBefore(process, written + DOUBT_MILLIS));
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static boolean startedBefore(ProcessHandle process, long millis) {
    return process.info().startInstant().map(at -> at.toEpochMilli() <= millis).orElse(true);
  }
}
