package dev.firn.store.local;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.StoreException;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarRestorer;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Lets paths share files with the same content, as Nix does: the directory {@code .links} has a second name of each, made of the hash of
 * the file's archive. Collections may run meanwhile. Not for several threads.
 */
public final class Optimiser {
  private static final AtomicLong COUNTER = new AtomicLong();
  private static final int OWNER_WRITES = 0200;
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int SYMLINK = 0120000;

  private final StoreLocation location;
  private final Disk disk;
  private final Consumer<String> messages;

  /** The files that are known to be shared. */
  private final Set<Long> inodes = new HashSet<>();

  private long linked;
  private long freed;

  /**
   * What sharing saved.
   *
   * @param files how many files were replaced
   * @param bytes their sizes
   */
  public record Saved(long files, long bytes) {}

  Optimiser(StoreLocation location, Disk disk, Consumer<String> messages) {
    this.location = location;
    this.disk = disk;
    this.messages = messages;
  }

  /**
   * Shares the files of all valid paths.
   *
   * @param messages gets what people may want to know, a line each
   */
  public static Saved optimise(LocalStore store, Consumer<String> messages) {
    Optimiser optimiser = new Optimiser(store.location(), store.options().disk(), messages);
    try {
      optimiser.loadInodes();
      for (StorePath path : store.allValidPaths()) {
        store.addTempRoot(path);
        if (store.isValid(path)) {
          optimiser.unlessCollected(store, path);
        }
      }
    } catch (IOException failed) {
      throw new StoreException("cannot optimise the store: " + failed.getMessage(), failed);
    }
    return optimiser.saved();
  }

  /** What was saved so far. */
  Saved saved() {
    return new Saved(linked, freed);
  }

  private void loadInodes() throws IOException {
    if (Files.isDirectory(location.links())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(location.links())) {
        for (Path file : files) {
          loadInode(file);
        }
      }
    }
  }

  private void loadInode(Path link) throws IOException {
    try {
      inodes.add(Stat.of(link).inode());
    } catch (NoSuchFileException _) {
      // A collection removed the shared name meanwhile.
    }
  }

  private record Stat(int mode, long inode, int names, long size) {
    static Stat of(Path file) throws IOException {
      Map<String, Object> all =
          Files.readAttributes(file, "unix:mode,ino,nlink,size", LinkOption.NOFOLLOW_LINKS);
      return all.get("mode") instanceof Integer mode
              && all.get("ino") instanceof Long inode
              && all.get("nlink") instanceof Integer names
              && all.get("size") instanceof Long size
          ? new Stat(mode, inode, names, size)
          : new Stat(0, 0, 0, 0);
    }

    int type() {
      return mode & TYPE;
    }
  }

  /**
   * Shares the files of a path that somebody may be collecting in spite of its root: a collection of Nix grants a root at any time, also for
   * a path that it will delete together with one that it looked at later.
   */
  private void unlessCollected(LocalStore store, StorePath path) throws IOException {
    try {
      path(path);
    } catch (NoSuchFileException missing) {
      if (store.isValid(path)) {
        throw missing;
      }
    }
  }

  /** Shares the files of a path, which must be sealed. */
  void path(StorePath path) throws IOException {
    ArrayDeque<Path> waiting = new ArrayDeque<>(List.of(location.files(path)));
    while (!waiting.isEmpty()) {
      Path file = waiting.remove();
      Stat stat = Stat.of(file);
      if (stat.type() == DIRECTORY) {
        waiting.addAll(entries(file));
      } else if (stat.type() == REGULAR || stat.type() == SYMLINK) {
        file(file, stat);
      }
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(all::add);
    }
    return all;
  }

  private void file(Path file, Stat stat) throws IOException {
    if (stat.type() == REGULAR && (stat.mode() & OWNER_WRITES) != 0) {
      messages.accept("skipping suspicious writable file '" + file + "'");
      return;
    }
    if (stat.names() > 1 && inodes.contains(stat.inode())) {
      return;
    }
    Path link = location.links().resolve(hash(file).nix32());
    try {
      removeIfCorrupted(link, stat);
      if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        disk.createDirectories(location.links());
        disk.link(file, link);
        disk.reached("share: known");
        inodes.add(stat.inode());
        return;
      }
    } catch (FileAlreadyExistsException others) {
      // Somebody else was first.
    } catch (FileSystemException failed) {
      ignoreFull(failed);
      return;
    }
    replace(file, stat, link);
  }

  private static Hash hash(Path file) throws IOException {
    HashingStream archive = new HashingStream(HashAlgorithm.SHA256);
    NarWriter.write(new DiskTree(file), archive);
    return archive.finish();
  }

  /** A full disk, or a directory or file with as many names as the file system allows: then there is simply one file more. */
  private static void ignoreFull(FileSystemException failed) throws FileSystemException {
    String reason = failed.getReason();
    if (reason == null
        || !(reason.contains("No space left") || reason.contains("Too many links"))) {
      throw failed;
    }
  }

  private void removeIfCorrupted(Path link, Stat stat) throws IOException {
    try {
      if (Stat.of(link).size() != stat.size()) {
        messages.accept("removing corrupted link '" + link + "'");
        disk.delete(link);
      }
    } catch (NoSuchFileException _) {
      // Nobody shares it yet, or a collection removed the shared name meanwhile.
    }
  }

  private void replace(Path file, Stat stat, Path link) throws IOException {
    Path directory = file.getParent();
    if (directory == null) {
      throw new IOException(file + " is in no directory");
    }
    try {
      long shared = Stat.of(link).inode();
      inodes.add(shared);
      if (shared == stat.inode()) {
        return;
      }
      if (directory.equals(location.files())) {
        exchange(file, link);
      } else {
        disk.setPermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
          exchange(file, link);
        } finally {
          NarRestorer.seal(disk, directory, FileKind.DIRECTORY);
        }
      }
      linked++;
      freed += stat.size();
    } catch (NoSuchFileException _) {
      // A collection removed the shared name meanwhile. Another time.
    } catch (FileSystemException failed) {
      ignoreFull(failed);
    }
  }

  private void exchange(Path file, Path link) throws IOException {
    long process = ProcessHandle.current().pid();
    Path temporary =
        location.files().resolve(".tmp-link-" + process + "-" + COUNTER.getAndIncrement());
    disk.link(link, temporary);
    disk.reached("share: named");
    try {
      disk.move(temporary, file);
      disk.reached("share: replaced");
    } catch (IOException failed) {
      disk.delete(temporary);
      throw failed;
    }
  }
}
