package dev.firn.store.copy;

import dev.firn.store.PathInfo;
import dev.firn.store.PathSource;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.TopologicalOrder;
import dev.firn.store.path.StorePath;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Copies paths with all that they refer to: first finds out what is missing, then copies each path as soon as what it refers to is there. */
final class ClosureCopy {
  private final PathSource source;
  private final Store target;
  private final CopyOptions options;

  /** What is to be copied. */
  private final Map<StorePath, PathInfo> missing = new ConcurrentHashMap<>();

  ClosureCopy(PathSource source, Store target, CopyOptions options) {
    this.source = source;
    this.target = target;
    this.options = options;
  }

  /** Gives the paths that were copied, each after those that it refers to. */
  List<StorePath> copy(Collection<StorePath> paths) {
    findMissing(paths);
    List<StorePath> order =
        TopologicalOrder.sort(missing.keySet(), path -> described(path).references());
    options
        .listener()
        .planned(order.size(), missing.values().stream().mapToLong(PathInfo::narSize).sum());
    copyAll(order);
    target.flush();
    return order;
  }

  private void findMissing(Collection<StorePath> paths) {
    Set<StorePath> asked = new HashSet<>(paths);
    try (Workers<StorePath> workers = new Workers<>(options.jobs())) {
      asked.forEach(path -> workers.submit(path, () -> examine(path)));
      workers.forEachDone(path -> {
        PathInfo info = missing.get(path);
        if (info != null) {
          for (StorePath reference : info.references()) {
            if (asked.add(reference)) {
              workers.submit(reference, () -> examine(reference));
            }
          }
        }
      });
    }
  }

  /** What a store has, it has with all that it refers to. */
  private void examine(StorePath path) {
    if (!target.isValid(path)) {
      missing.put(path, source.info(path));
    }
  }

  private PathInfo described(StorePath path) {
    return Objects.requireNonNull(missing.get(path));
  }

  private void copyAll(List<StorePath> order) {
    PathCopier copier = new PathCopier(source, target, options);
    ReadyQueue queue = new ReadyQueue(order.stream().map(this::described).toList());
    try (Workers<StorePath> workers = new Workers<>(options.jobs())) {
      queue.ready().forEach(path -> workers.submit(path, () -> copier.copy(described(path))));
      workers.forEachDone(done -> {
        for (StorePath path : queue.finished(done)) {
          workers.submit(path, () -> copier.copy(described(path)));
        }
      });
    } catch (StoreException failed) {
      target.flush();
      throw failed;
    }
  }
}
