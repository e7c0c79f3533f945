package dev.firn.store.local;

import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
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
  private final Registrar registrar;
  private final boolean reserve;
  private final StoreLocation location;

  /** Paths that are in the database and that nobody can collect, because this process keeps them. */
  private final Set<StorePath> kept = ConcurrentHashMap.newKeySet();

  /** Paths whose files are in their place. */
  private final Map<StorePath, Registrar.Placed> placed = new ConcurrentHashMap<>();

  /** The same, each after those that it refers to. Its monitor guards it. */
  private final List<Registrar.Placed> order = new ArrayList<>();

  private final ReentrantLock registering = new ReentrantLock();

  Additions(StoreLocation location, StoreOptions options) {
    this.location = location;
    this.registrar = new Registrar(location, options);
    this.reserve = options.durable();
  }

  /** Whether a path is valid for this process, as far as that needs no database. */
  boolean isKnown(StorePath path) {
    return kept.contains(path) || placed.containsKey(path);
  }

  /** What is known about a path that waits; else null. */
  @Nullable PathInfo find(StorePath path) {
    Registrar.Placed waiting = placed.get(path);
    return waiting == null ? null : waiting.info();
  }

  /** Whether nothing waits. */
  boolean isEmpty() {
    return placed.isEmpty();
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
  void add(PathInfo info, Map<String, StorePath> outputs) throws IOException {
    Registrar.Placed added = new Registrar.Placed(info, outputs, registrar.key(info.path()));
    synchronized (order) {
      if (placed.putIfAbsent(info.path(), added) == null) {
        order.add(added);
      }
    }
  }

  /** Registers what waits. What is added meanwhile waits on. */
  void register(Database database) {
    registering.lock();
    try {
      List<Registrar.Placed> batch;
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
        for (Registrar.Placed done : batch) {
          kept.add(done.info().path());
          placed.remove(done.info().path());
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
