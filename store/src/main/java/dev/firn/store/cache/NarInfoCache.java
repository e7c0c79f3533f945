package dev.firn.store.cache;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.narinfo.CacheInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps small files of remote caches on this machine: one file each, whose time tells when it was fetched; an empty one says that the cache
 * does not have it. Any number of processes may use it at once, and any file may be lost at any time.
 */
public final class NarInfoCache {
  private static final Duration BETWEEN_PURGES = Duration.ofDays(1);
  private static final String PURGED = "last-purge";
  private static final String DRAFT = ".draft";

  private final Path directory;
  private final Lifetimes lifetimes;
  private final InstantSource clock;

  /**
   * In that directory, which is made if need be.
   *
   * @param lifetimes how long answers count
   */
  public NarInfoCache(Path directory, Lifetimes lifetimes, InstantSource clock) {
    this.directory = directory;
    this.lifetimes = lifetimes;
    this.clock = clock;
  }

  /**
   * How long answers count.
   *
   * @param description what a cache says about itself
   * @param positive another file that is there
   * @param negative that a file is not there
   */
  public record Lifetimes(Duration description, Duration positive, Duration negative) {
    /** As Nix does it by default. */
    public static final Lifetimes DEFAULT =
        new Lifetimes(Duration.ofDays(7), Duration.ofDays(30), Duration.ofHours(1));

    private Duration of(String name, long size) {
      if (size == 0) {
        return negative;
      }
      return name.equals(CacheInfo.FILE) ? description : positive;
    }
  }

  /** An answer. */
  record Answer(byte @Nullable [] content) {
    /** The file is not there. */
    static final Answer ABSENT = new Answer(null);
  }

  /** What is known about a file of a cache; null if nothing is. */
  @Nullable Answer find(String cache, String name) {
    Path file = file(cache, name);
    try {
      Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
      byte[] content = Files.readAllBytes(file);
      if (age.compareTo(lifetimes.of(name, content.length)) >= 0) {
        return null;
      }
      return content.length == 0 ? Answer.ABSENT : new Answer(content);
    } catch (IOException unknown) {
      return null;
    }
  }

  /** Remembers a file of a cache, or that it is not there. If that fails, it is not remembered. */
  void put(String cache, String name, byte @Nullable [] content) {
    Path file = file(cache, name);
    try {
      Files.createDirectories(file.getParent());
      Path draft = Files.createTempFile(file.getParent(), "", DRAFT);
      Files.write(draft, content == null ? new byte[0] : content);
      Files.setLastModifiedTime(draft, FileTime.from(clock.instant()));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException lost) {
      // The cache is asked again the next time.
    }
  }

  /** Forgets a file of a cache. */
  void forget(String cache, String name) {
    try {
      Files.deleteIfExists(file(cache, name));
    } catch (IOException kept) {
      // It counts for its time.
    }
  }

  private Path file(String cache, String name) {
    String folder = Hash.digest(HashAlgorithm.SHA256, Latin1.ofUnicode(cache)).nix32();
    return directory.resolve(folder).resolve(name.replace('/', '_'));
  }

  /** Deletes what is too old to count, at most once a day. */
  void purge() {
    Path mark = directory.resolve(PURGED);
    try {
      if (isOlder(mark, BETWEEN_PURGES)) {
        Files.createDirectories(directory);
        Files.write(mark, new byte[0]);
        Files.setLastModifiedTime(mark, FileTime.from(clock.instant()));
        deleteOld();
      }
    } catch (IOException later) {
      // Another process or another day does it.
    }
  }

  private void deleteOld() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file)
            && isOlder(file, lifetimes.of(file.getFileName().toString(), Files.size(file)))
            && !file.endsWith(PURGED)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private boolean isOlder(Path file, Duration age) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(age));
    } catch (NoSuchFileException missing) {
      return true;
    }
  }
}
