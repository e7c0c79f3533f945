package dev.firn.store.cache;

import dev.firn.base.http.Upload;
import dev.firn.base.sys.BytePaths;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A cache in a directory. What was written is durable. */
public final class DirectoryTransport implements CacheTransport {
  private static final AtomicLong COUNTER = new AtomicLong();

  private static final String DRAFT = ".tmp.";

  private final Path directory;

  /** Directories without drafts of others that died long ago. */
  private final Set<Path> cleaned = ConcurrentHashMap.newKeySet();

  /** In that directory, which is made when something is written. */
  public DirectoryTransport(Path directory) {
    this.directory = directory;
  }

  @Override
  public String uri() {
    return "file://" + BytePaths.bytes(directory);
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  /** Names come from files that others wrote: none may lead out of the directory. */
  private Path file(String name) throws FileNotFoundException {
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        throw new FileNotFoundException("'" + name + "' is no name of a file in a binary cache");
      }
    }
    return directory.resolve(BytePaths.of(name));
  }

  @Override
  public byte @Nullable [] read(String name, int limit) throws IOException {
    try (InputStream stream = Files.newInputStream(file(name))) {
      byte[] content = stream.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new IOException("'" + file(name) + "' is too large");
      }
      return content;
    } catch (NoSuchFileException missing) {
      return null;
    }
  }

  @Override
  public InputStream open(String url) throws IOException {
    try {
      return Files.newInputStream(file(url));
    } catch (NoSuchFileException missing) {
      throw new FileNotFoundException(
          "file '" + url + "' does not exist in binary cache '" + uri() + "'");
    }
  }

  @Override
  public boolean exists(String name) throws IOException {
    return Files.exists(file(name));
  }

  @Override
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        files.forEach(file -> names.add(BytePaths.bytes(file.getFileName())));
      }
    }
    return names;
  }

  @Override
  public void write(String name, Upload content) throws IOException {
    Path target = file(name);
    Path parent = Objects.requireNonNull(target.getParent());
    Files.createDirectories(parent);
    if (cleaned.add(parent)) {
      deleteOldDrafts(parent);
    }
    Path draft =
        parent.resolve(
            target.getFileName()
                + DRAFT
                + ProcessHandle.current().pid()
                + "."
                + COUNTER.incrementAndGet());
    try {
      fill(draft, content);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    sync(parent);
  }

  /** Whoever was killed while he wrote left what he wrote. Nobody writes one file for a day. */
  private static void deleteOldDrafts(Path directory) throws IOException {
    FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (BytePaths.bytes(file.getFileName()).contains(DRAFT)
            && Files.getLastModifiedTime(file).compareTo(yesterday) < 0) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException elsewhere) {
      // Somebody else deletes them just now.
    }
  }

  private static void fill(Path draft, Upload content) throws IOException {
    try (InputStream stream = content.open()) {
      Files.copy(stream, draft);
    }
    sync(draft);
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
