package dev.firn.process.supervisor;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.ProcessId.Facts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the main process of a daemon: the one that its file names, or else the oldest that it left. For one daemon and thread. */
final class Mains {
  private static final int LONGEST = 64;

  private static final long SETTLED_MILLIS = 100;

  /** On a busy machine, what soon ends may take longer. */
  private static final long BUSY_SETTLED_MILLIS = 2_000;

  private final Census census;
  private @Nullable ProcessId last;
  private long since;

  Mains(Census census) {
    this.census = census;
  }

  /** The process that such a file names and that runs; null if there is none. */
  static @Nullable ProcessId inFile(String pidFile) {
    try {
      byte[] bytes = Files.readAllBytes(BytePaths.of(pidFile));
      String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
      return text.length() > LONGEST || text.isEmpty()
          ? null
          : ProcessId.running(Integer.parseInt(text.lines().findFirst().orElse("").strip()));
    } catch (IOException | NumberFormatException none) {
      return null;
    }
  }

  /** The main process; null if it is not there yet. A file that names a process of somebody else names none. */
  @Nullable ProcessId ofDaemon(Supervised one, @Nullable String pidFile) throws IOException {
    List<ProcessId> own = own(one);
    if (pidFile != null) {
      ProcessId named = inFile(pidFile);
      return named != null && own.contains(named) ? named : null;
    }
    ProcessId oldest = own.stream().min(Comparator.comparingLong(ProcessId::start)).orElse(null);
    return isSettled(oldest, own) ? oldest : null;
  }

  /**
   * Whether it is the same as a while ago, and none of them still has something to do: a daemon forks more than once,
   * and what is between soon ends.
   */
  private boolean isSettled(@Nullable ProcessId candidate, List<ProcessId> own) {
    if (!Objects.equals(candidate, last)) {
      last = candidate;
      since = System.nanoTime();
    }
    long millis = (System.nanoTime() - since) / 1_000_000;
    return candidate != null
        && millis > SETTLED_MILLIS
        && (millis > BUSY_SETTLED_MILLIS || own.stream().noneMatch(Mains::isActive));
  }

  private static boolean isActive(ProcessId one) {
    Facts facts = ProcessId.facts(one.number());
    return facts != null && facts.active();
  }

  boolean nothingIsLeft(Supervised one) throws IOException {
    return own(one).isEmpty();
  }

  private List<ProcessId> own(Supervised one) throws IOException {
    return census.take(List.of(one)).getOrDefault(one, List.of());
  }
}
