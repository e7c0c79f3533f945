package dev.firn.store.local;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Makes placed paths valid: durable content first, then their rows in the database. */
final class Registrar {
  /** How many paths are locked at a time: each lock is an open file. */
  private static final int CHUNK = 400;

  private final StoreLocation location;
  private final Disk disk;
  private final boolean optimise;

  /**
   * A path whose files are in their place.
   *
   * @param info what to register
   * @param outputs the known outputs, if it is a derivation
   * @param key what the file system knows the root of the files by
   */
  record Placed(PathInfo info, Map<String, StorePath> outputs, Object key) {}

  Registrar(StoreLocation location, StoreOptions options) {
    this.location = location;
    this.disk = options.disk();
    this.optimise = options.optimise();
  }

  /** What the file system knows the files of a path by. */
  Object key(StorePath path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(
            location.files(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return Objects.requireNonNull(attributes.fileKey());
  }

  /** Registers paths, which come after those that they refer to. */
  void register(List<Placed> placed, Database database) throws IOException {
    if (optimise) {
      share(placed);
    }
    disk.sync(location.files());
    disk.reached("register: content is durable");
    for (int from = 0; from < placed.size(); from += CHUNK) {
      registerChunk(placed.subList(from, Math.min(from + CHUNK, placed.size())), database);
      disk.reached("register: done");
    }
  }

  private void share(List<Placed> placed) throws IOException {
    Optimiser optimiser = new Optimiser(location, disk, message -> {});
    for (Placed each : placed) {
      optimiser.path(each.info().path());
    }
  }

  private void registerChunk(List<Placed> chunk, Database database) throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    for (Placed each : chunk) {
      files.add(location.files(each.info().path()));
    }
    try (PathLocks _ = PathLocks.lock(files)) {
      List<PathTable.Registration> registrations = new ArrayList<>();
      for (Placed each : chunk) {
        requireFiles(each, database);
        registrations.add(new PathTable.Registration(each.info(), each.outputs()));
      }
      database.paths().register(registrations, false);
    }
  }

  /** Somebody may have put the same path there meanwhile. Then it is valid, or else must have the right content. */
  private void requireFiles(Placed placed, Database database) throws IOException {
    StorePath path = placed.info().path();
    boolean there = Files.exists(location.files(path), LinkOption.NOFOLLOW_LINKS);
    if (there && (key(path).equals(placed.key()) || database.paths().isValid(path))) {
      return;
    }
    if (there && hasContent(placed.info())) {
      disk.sync(location.files());
      return;
    }
    throw new StoreException(
        "the files of '"
            + location.dir().print(path)
            + "' were changed before it could be registered");
  }

  private boolean hasContent(PathInfo info) throws IOException {
    HashingStream archive = new HashingStream(HashAlgorithm.SHA256);
    NarWriter.write(new DiskTree(location.files(info.path())), archive);
    return archive.finish().equals(info.narHash());
  }
}
