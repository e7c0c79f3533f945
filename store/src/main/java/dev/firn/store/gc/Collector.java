package dev.firn.store.gc;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.LockFile;
import dev.firn.store.Closures;
import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreGraph;
import dev.firn.store.path.BadStorePathException;
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
import java.util.function.Consumer;

/**
 * Collects garbage beside whoever uses the store, as Nix does: what a root leads to stays; everything else is first made invalid,
 * durably, and then deleted. Paths that are named while it runs stay, or are gone before their naming is answered.
 *
 * <p>For one use by one thread.
 */
public final class Collector {
  private static final String LINKS = ".links";

  private final LocalStore store;
  private final CollectionRequest request;
  private final Consumer<String> messages;

  private Collector(LocalStore store, CollectionRequest request, Consumer<String> messages) {
    this.store = store;
    this.request = request;
    this.messages = messages;
  }

  /**
   * Collects.
   *
   * @param messages gets what people may want to know, a line each
   * @throws StoreException if a path that shall be deleted must stay, or files cannot be deleted
   */
  public static CollectionResult collect(
      LocalStore store, CollectionRequest request, Consumer<String> messages) {
    boolean nothing =
        request.paths() == null
            ? request.deletes() && request.maxFreed() == 0
            : request.paths().isEmpty();
    if (nothing) {
      return new CollectionResult(new TreeSet<>(), 0, 0);
    }
    try {
      return new Collector(store, request, messages).locked();
    } catch (IOException failed) {
      throw new StoreException("cannot collect garbage: " + failed.getMessage(), failed);
    }
  }

  private CollectionResult locked() throws IOException {
    store.requireSupported();
    store.flush();
    if (request.deletes()) {
      store.releaseReserve();
    }
    Files.createDirectories(store.location().state());
    RootServer.prepare(store.location());
    try (LockFile lock = LockFile.open(store.location().collectionLock())) {
      if (!lock.tryLock(LockFile.Mode.EXCLUSIVE)) {
        messages.accept("waiting for the big garbage collector lock...");
        lock.lock(LockFile.Mode.EXCLUSIVE);
      }
      try (RootServer server = RootServer.start(store.location())) {
        return run(server);
      }
    }
  }

  private CollectionResult run(RootServer server) throws IOException {
    messages.accept("finding garbage collector roots...");
    RootFinder finder = RootFinder.cleaning(store);
    Roots roots = request.ignoreRoots() ? new Roots() : finder.lasting(true);
    Roots temporary = new Roots();
    finder.addTemporary(temporary, true);
    server.keepAll(temporary.paths());

    StoreGraph graph = store.graph();
    Liveness live = new Liveness(store, graph, server, keep());
    live.add(roots.paths());
    if (!request.deletes()) {
      messages.accept("determining live/dead paths...");
    }
    if (request.action() == CollectionRequest.Action.RETURN_LIVE) {
      return new CollectionResult(print(live.all()), 0, 0);
    }
    List<StorePath> dead = request.paths() == null ? null : specific(request.paths(), live, graph);
    if (request.action() == CollectionRequest.Action.RETURN_DEAD) {
      return new CollectionResult(dead == null ? allDead(live) : print(dead), 0, 0);
    }
    messages.accept(dead == null ? "deleting garbage..." : "deleting specified paths...");
    Sweep sweep = new Sweep(store, server, live, request.maxFreed(), messages);
    boolean more = sweep.paths(dead == null ? deadValid(live, graph) : dead);
    if (more && dead == null) {
      more = sweepEntries(sweep, live);
    }
    messages.accept("deleting unused links...");
    long shared = SharedFiles.deleteUnused(store);
    store.options().disk().reached("collect: unshared");
    return new CollectionResult(sweep.deleted(), sweep.freed(), shared);
  }

  private Closures.Following keep() {
    return request.paths() == null ? request.keep() : Closures.Following.REFERENCES;
  }

  private SortedSet<String> print(Iterable<StorePath> paths) {
    SortedSet<String> names = new TreeSet<>();
    paths.forEach(path -> names.add(store.dir().print(path)));
    return names;
  }

  /** The valid paths that need not stay, each after those that refer to it. */
  private static List<StorePath> deadValid(Liveness live, StoreGraph graph) {
    BitSet dead = new BitSet(graph.paths().size());
    dead.set(0, graph.paths().size());
    dead.andNot(live.numbers());
    List<StorePath> sorted = new ArrayList<>();
    for (int number : graph.referrersFirst(dead)) {
      sorted.add(graph.paths().get(number));
    }
    return sorted;
  }

  /** Those of certain paths that can be deleted together, each after those that refer to it. */
  private List<StorePath> specific(SortedSet<StorePath> wanted, Liveness live, StoreGraph graph) {
    BitSet chosen = new BitSet(graph.paths().size());
    List<StorePath> invalid = new ArrayList<>();
    for (StorePath path : wanted) {
      if (!canGo(path, wanted, live)) {
        if (request.action() == CollectionRequest.Action.DELETE_SPECIFIC) {
          throw alive(path);
        }
      } else if (graph.number(path) >= 0) {
        chosen.set(graph.number(path));
      } else {
        invalid.add(path);
      }
    }
    List<StorePath> sorted = new ArrayList<>(invalid);
    for (int number : graph.referrersFirst(chosen)) {
      sorted.add(graph.paths().get(number));
    }
    return sorted;
  }

  private boolean canGo(StorePath path, SortedSet<StorePath> wanted, Liveness live) {
    for (StorePath referrer : store.referrersClosure(List.of(path)).keySet()) {
      if (live.contains(referrer) || !wanted.contains(referrer)) {
        return false;
      }
    }
    return true;
  }

  private StoreException alive(StorePath path) {
    return new StoreException(
        "Cannot delete path '"
            + store.dir().print(path)
            + "' since it is still alive. To find out why, use: "
            + "nix-store --query --roots and nix-store --query --referrers");
  }

  /** Takes the names in the directory of the store. */
  @FunctionalInterface
  private interface Entries {
    /** Takes a name; gives whether to go on. */
    boolean take(Path file, String name) throws IOException;
  }

  private boolean entries(Entries entries) throws IOException {
    if (!Files.isDirectory(store.location().files())) {
      return true;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(store.location().files())) {
      for (Path file : files) {
        String name = BytePaths.bytes(file.getFileName());
        if (!name.equals(LINKS) && !entries.take(file, name)) {
          return false;
        }
      }
    }
    return true;
  }

  private SortedSet<String> allDead(Liveness live) throws IOException {
    SortedSet<String> dead = new TreeSet<>();
    entries((file, name) -> {
      if (isStorePath(name) && !live.contains(StorePath.of(name))) {
        dead.add(store.dir().path() + "/" + name);
      }
      return true;
    });
    return dead;
  }

  /** Deletes what lies in the directory of the store and is not valid: leftovers, locks, temporary directories. */
  private boolean sweepEntries(Sweep sweep, Liveness live) throws IOException {
    Set<String> deleted = new HashSet<>(sweep.deleted());
    return entries((file, name) -> {
      if (deleted.contains(store.dir().path() + "/" + name)) {
        return true;
      }
      if (!isStorePath(name)) {
        return sweep.other(file, name);
      }
      StorePath path = StorePath.of(name);
      return live.contains(path) || sweep.paths(List.of(path));
    });
  }

  private static boolean isStorePath(String name) {
    try {
      StorePath.of(name);
      return true;
    } catch (BadStorePathException other) {
      return false;
    }
  }
}
