package dev.firn.store.local;

import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The paths that were added to a store and wait to be registered together, and those that this process keeps valid. */
final class Additions {
  /** So many bytes of files may wait in memory. */
  private static final long MOST_BYTES = 16 << 20;

  /** So many paths with files in memory may wait. */
  private static final int MOST_UNWRITTEN = 10_000;

  private final Registrar registrar;
  private final boolean reserve;
  private final StoreLocation location;

  /** Paths that are in the database and that nobody can collect, because this process keeps them. */
  private final Set<StorePath> kept = ConcurrentHashMap.newKeySet();

  /** Paths that wait. */
  private final Map<StorePath, Addition> waiting = new ConcurrentHashMap<>();

  /** The same, each after those that it refers to. Its monitor guards it. */
  private final List<Addition> order = new ArrayList<>();

  /** How many of them are not written, and the sizes of their archives together. The same monitor guards them. */
  private int unwritten;

  private long bytes;

  private final ReentrantLock registering = new ReentrantLock();

  Additions(StoreLocation location, StoreOptions options, PathPlacer placer) {
    this.location = location;
    this.registrar = new Registrar(location, options, placer);
    this.reserve = options.durable();
  }

  /** Whether a path is valid for this process, as far as that needs no database. */
  boolean isKnown(StorePath path) {
    return kept.contains(path) || waiting.containsKey(path);
  }

  /** What is known about a path that waits; else null. */
  @Nullable PathInfo find(StorePath path) {
    Addition addition = waiting.get(path);
    return addition == null ? null : addition.info();
  }

  /** The files of a path that waits and is not written; else null. */
  @Nullable MemoryTree files(StorePath path) {
    return waiting.get(path) instanceof Addition.Unwritten unwritten ? unwritten.files() : null;
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Remembers that a path is valid that this process keeps. */
  void keepKnown(StorePath path) {
    kept.add(path);
  }

  /** Forgets that paths are valid. */
  void forget(Collection<StorePath> paths) {
    kept.removeAll(paths);
  }

  /** Adds a path whose files are in their place. */
  void addPlaced(PathInfo info, Map<String, StorePath> outputs) throws IOException {
    add(new Addition.Placed(info, outputs, registrar.key(info.path())));
  }

  /** Adds a path with files that are written when it is registered. Gives whether so much waits that this should be soon. */
  boolean addUnwritten(PathInfo info, Map<String, StorePath> outputs, MemoryTree files) {
    return add(new Addition.Unwritten(info, outputs, files));
  }

  private boolean add(Addition added) {
    synchronized (order) {
      if (waiting.putIfAbsent(added.info().path(), added) == null) {
        order.add(added);
        count(added, 1);
      }
      return bytes > MOST_BYTES || unwritten > MOST_UNWRITTEN;
    }
  }

  private void count(Addition addition, int sign) {
    if (addition instanceof Addition.Unwritten) {
      unwritten += sign;
      bytes += sign * addition.info().narSize();
    }
  }

  /** Registers what waits. What is added meanwhile waits on. */
  void register(Database database) {
    registering.lock();
    try {
      List<Addition> batch;
      synchronized (order) {
        batch = List.copyOf(order);
      }
      if (batch.isEmpty()) {
        return;
      }
      if (reserve) {
        Database.reserve(location);
      }
      registrar.register(batch, database);
      synchronized (order) {
        for (Addition done : batch) {
          kept.add(done.info().path());
          waiting.remove(done.info().path());
          count(done, -1);
        }
        order.subList(0, batch.size()).clear();
      }
    } catch (IOException failed) {
      throw new StoreException("cannot register what was added: " + failed.getMessage(), failed);
    } finally {
      registering.unlock();
    }
  }
}
