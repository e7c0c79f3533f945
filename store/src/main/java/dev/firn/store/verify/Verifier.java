package dev.firn.store.verify;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.HashFormat;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.LockFile;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.RegisteredArchive;
import dev.firn.store.local.StoreGraph;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether all valid paths are there, and if wanted whether their content is what it was. What disappeared and nothing refers to is
 * made invalid. For one use by one thread.
 */
public final class Verifier {
  /** Puts a path in order: its files are missing or were changed. */
  @FunctionalInterface
  public interface Repairer {
    /**
     * Repairs.
     *
     * @throws StoreException if it cannot
     */
    void repair(StorePath path);
  }

  /** Gets what is found. */
  public interface Listener {
    /** What people may want to know. */
    void message(String text);

    /** Something that is wrong. */
    void problem(String text);
  }

  private final LocalStore store;
  private final @Nullable Repairer repairer;
  private final Listener listener;
  private boolean errors;

  private Verifier(LocalStore store, @Nullable Repairer repairer, Listener listener) {
    this.store = store;
    this.repairer = repairer;
    this.listener = listener;
  }

  /**
   * Checks a store. Collections wait until it is done.
   *
   * @param contents whether to read all content
   * @param repairer repairs what is wrong; null for telling it only
   * @return whether something is wrong and was not repaired
   */
  public static boolean verify(
      LocalStore store, boolean contents, @Nullable Repairer repairer, Listener listener) {
    Verifier verifier = new Verifier(store, repairer, listener);
    listener.message("reading the Nix store...");
    try {
      Files.createDirectories(store.location().state());
      try (LockFile lock = LockFile.open(store.location().collectionLock())) {
        lock.lock(LockFile.Mode.SHARED);
        SortedSet<StorePath> there = verifier.existence();
        if (contents) {
          verifier.sharedFiles();
          verifier.contents(there);
        }
      }
    } catch (IOException failed) {
      throw new StoreException("cannot verify the store: " + failed.getMessage(), failed);
    }
    return verifier.errors;
  }

  /** Whether the content of a valid path is what it was. */
  public static boolean isIntact(LocalStore store, StorePath path) {
    try {
      return ArchiveHashes.of(store.location().files(path))
          .hash()
          .equals(store.info(path).narHash());
    } catch (IOException failed) {
      return false;
    }
  }

  /** Gives the valid paths whose files are there. */
  private SortedSet<StorePath> existence() throws IOException {
    StoreGraph graph = store.graph();
    Set<String> names = names();
    listener.message("checking path existence...");
    BitSet missing = new BitSet();
    SortedSet<StorePath> there = new TreeSet<>();
    for (int i = 0; i < graph.paths().size(); i++) {
      StorePath path = graph.paths().get(i);
      if (names.contains(path.baseName())) {
        there.add(path);
      } else {
        missing.set(i);
      }
    }
    disappeared(graph, missing);
    return there;
  }

  private Set<String> names() throws IOException {
    Set<String> names = new HashSet<>();
    if (Files.isDirectory(store.location().files())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(store.location().files())) {
        files.forEach(file -> names.add(BytePaths.bytes(file.getFileName())));
      }
    }
    return names;
  }

  private void disappeared(StoreGraph graph, BitSet missing) {
    List<StorePath> removed = new ArrayList<>();
    for (int number : graph.referrersFirst(missing)) {
      StorePath path = graph.paths().get(number);
      SortedSet<StorePath> referrers = new TreeSet<>(store.referrers(path));
      referrers.remove(path);
      referrers.removeAll(removed);
      String name = store.dir().print(path);
      if (referrers.isEmpty()) {
        listener.message("path '" + name + "' disappeared, removing from database...");
        removed.add(path);
      } else {
        wrong(path, "path '" + name + "' disappeared, but it still has valid referrers!");
      }
    }
    store.invalidate(removed);
  }

  private void wrong(StorePath path, String problem) {
    listener.problem(problem);
    if (repairer == null) {
      errors = true;
      return;
    }
    try {
      repairer.repair(path);
    } catch (StoreException failed) {
      listener.problem(failed.getMessage() == null ? "cannot repair" : failed.getMessage());
      errors = true;
    }
  }

  /** The names of shared files are the hashes of their content. */
  private void sharedFiles() throws IOException {
    listener.message("checking link hashes...");
    if (!Files.isDirectory(store.location().links())) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(store.location().links())) {
      ArchiveHashes.each(files.iterator(), file -> file, this::sharedFile);
    }
  }

  private void sharedFile(Path file, ArchiveHashes.Outcome outcome) throws IOException {
    String name = BytePaths.bytes(file.getFileName());
    String actual = outcome.archive().hash().nix32();
    if (actual.equals(name)) {
      return;
    }
    listener.problem(
        "link '" + file + "' was modified! expected hash '" + name + "', got '" + actual + "'");
    if (repairer == null) {
      errors = true;
    } else {
      store.options().disk().delete(file);
      listener.message("removed link '" + file + "'");
    }
  }

  private void contents(SortedSet<StorePath> paths) throws IOException {
    listener.message("checking store hashes...");
    ArchiveHashes.each(
        store.archives().stream().filter(archive -> paths.contains(archive.path())).iterator(),
        archive -> store.location().files(archive.path()),
        this::content);
  }

  private void content(RegisteredArchive archive, ArchiveHashes.Outcome outcome) {
    String name = store.dir().print(archive.path());
    try {
      ArchiveHashes.Archive found = outcome.archive();
      boolean unknown = archive.hash().equals(Hash.zero(HashAlgorithm.SHA256));
      if (!unknown && !found.hash().equals(archive.hash())) {
        wrong(
            archive.path(),
            "path '"
                + name
                + "' was modified! expected hash '"
                + archive.hash().formatPrefixed(HashFormat.NIX32)
                + "', got '"
                + found.hash().formatPrefixed(HashFormat.NIX32)
                + "'");
      } else if (unknown || archive.size() == 0) {
        listener.message("adding what is not known about '" + name + "'");
        PathInfo info = store.info(archive.path());
        store.registerPlaced(List.of(info.withArchive(found.hash(), found.size())), true);
      }
    } catch (IOException failed) {
      wrong(archive.path(), "path '" + name + "' cannot be read: " + failed.getMessage());
    }
  }
}
