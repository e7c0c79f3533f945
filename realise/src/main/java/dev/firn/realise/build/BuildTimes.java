package dev.firn.realise.build;

import dev.firn.base.text.Latin1;
import dev.firn.base.text.PackageName;
import dev.firn.store.local.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long builds took in a store, so that people can be told how long the next ones will take. Packages are known by their names without
 * versions. It is a file of lines {@code NAME SECONDS} beside the logs of builds, to which every process adds what it built; it need not
 * be durable, and where it cannot be read or written nothing is known. For several threads.
 */
public final class BuildTimes {
  /** What took less is not worth an estimate, and costs nothing. */
  private static final long SHORTEST = 1;

  /** A larger file is written anew with what lines mean together. */
  private static final long LARGEST_FILE = 256 * 1024;

  /** How many packages such a file may know; those that were built longest ago are forgotten. */
  private static final int MOST = 5000;

  private final Path file;
  private @Nullable Map<String, Long> known;

  /** The times of a store. */
  public BuildTimes(StoreLocation location) {
    this.file = location.buildTimes();
  }

  /**
   * How many seconds it usually takes to build a derivation; 0 if nobody knows.
   *
   * @param derivation the name of a derivation, such as {@code hello-2.12.1}
   */
  public synchronized long usual(String derivation) {
    return known().getOrDefault(key(derivation), 0L);
  }

  /** Remembers that a derivation was built in so many seconds. */
  public synchronized void took(String derivation, long seconds) {
    if (seconds < SHORTEST) {
      return;
    }
    String line = key(derivation) + " " + seconds;
    add(known(), line);
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.write(
          file, Latin1.bytes(line + "\n"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (Files.size(file) > LARGEST_FILE) {
        rewrite();
      }
    } catch (IOException _) {
      // The next process knows less.
    }
  }

  private static String key(String derivation) {
    return PackageName.parse(derivation).name();
  }

  private Map<String, Long> known() {
    Map<String, Long> times = known;
    if (times == null) {
      times = read();
      known = times;
    }
    return times;
  }

  private Map<String, Long> read() {
    Map<String, Long> times = new LinkedHashMap<>();
    try {
      Latin1.string(Files.readAllBytes(file)).lines().forEach(line -> add(times, line));
    } catch (IOException none) {
      return times;
    }
    return times;
  }

  /** Takes a line: later builds count more than earlier ones. Lines that are none, or only half written, are passed over. */
  private static void add(Map<String, Long> times, String line) {
    int space = line.lastIndexOf(' ');
    try {
      long seconds = Long.parseLong(line.substring(space + 1));
      if (space > 0 && seconds >= SHORTEST) {
        String name = line.substring(0, space);
        Long before = times.remove(name);
        times.put(name, before == null ? seconds : (before + seconds + 1) / 2);
      }
    } catch (NumberFormatException _) {
      // It says nothing.
    }
  }

  private void rewrite() throws IOException {
    Map<String, Long> times = read();
    StringBuilder text = new StringBuilder();
    int old = times.size() - MOST;
    for (Map.Entry<String, Long> each : times.entrySet()) {
      if (old-- <= 0) {
        text.append(each.getKey()).append(' ').append(each.getValue()).append('\n');
      }
    }
    Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".draft");
    try {
      Files.write(draft, Latin1.bytes(text.toString()));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
