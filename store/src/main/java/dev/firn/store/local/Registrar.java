package dev.firn.store.local;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.ArchiveCheck;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Makes added paths valid: durable content first, then their rows in the database. */
final class Registrar {
  /** How many paths are locked at a time: each lock is an open file. */
  private static final int CHUNK = 400;

  private final StoreLocation location;
  private final Disk disk;
  private final boolean optimise;
  private final PathPlacer placer;

  Registrar(StoreLocation location, StoreOptions options, PathPlacer placer) {
    this.location = location;
    this.placer = placer;
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
  void register(List<Addition> additions, Database database) throws IOException {
    placer.makeDirectory();
    for (int from = 0; from < additions.size(); from += CHUNK) {
      registerChunk(additions.subList(from, Math.min(from + CHUNK, additions.size())), database);
      disk.reached("register: done");
    }
  }

  private void registerChunk(List<Addition> chunk, Database database) throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    for (Addition each : chunk) {
      files.add(location.files(each.info().path()));
    }
    try (PathLocks _ = PathLocks.lock(files)) {
      List<PathTable.Registration> registrations = new ArrayList<>();
      for (Addition each : chunk) {
        if (each instanceof Addition.Unwritten unwritten) {
          write(unwritten);
        } else if (each instanceof Addition.Placed placed) {
          requireFiles(placed, database);
        }
        registrations.add(new PathTable.Registration(each.info(), each.outputs()));
      }
      if (optimise) {
        share(chunk);
      }
      disk.sync(location.files());
      disk.reached("register: content is durable");
      database.paths().register(registrations, false);
    }
  }

  private void write(Addition.Unwritten unwritten) throws IOException {
    PathInfo info = unwritten.info();
    placer.placeLocked(
        info.path(),
        PathContent.ofTree(unwritten.files(), TreeFilter.ALL),
        (_, written) ->
            ArchiveCheck.check(info, written.narHash(), written.narSize(), location.dir()));
  }

  private void share(List<Addition> chunk) throws IOException {
    Optimiser optimiser = new Optimiser(location, disk, message -> {});
    for (Addition each : chunk) {
      optimiser.path(each.info().path());
    }
  }

  /** Somebody may have put the same path there meanwhile. Then it is valid, or else must have the right content. */
  private void requireFiles(Addition.Placed placed, Database database) throws IOException {
    StorePath path = placed.info().path();
    boolean there = Files.exists(location.files(path), LinkOption.NOFOLLOW_LINKS);
    if (there && (key(path).equals(placed.key()) || database.paths().isValid(path))) {
      return;
    }
    if (there && hasContent(placed.info())) {
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
