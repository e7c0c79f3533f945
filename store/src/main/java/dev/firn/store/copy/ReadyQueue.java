package dev.firn.store.copy;

import dev.firn.store.PathInfo;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which paths can be copied because all that they refer to is there. For one thread. */
final class ReadyQueue {
  private final Map<StorePath, Integer> waitsFor = new HashMap<>();
  private final Map<StorePath, List<StorePath>> awaitedBy = new HashMap<>();
  private final List<StorePath> ready = new ArrayList<>();

  /** For those paths; what they refer to besides is there. */
  ReadyQueue(List<PathInfo> infos) {
    Set<StorePath> awaited = new HashSet<>();
    infos.forEach(info -> awaited.add(info.path()));
    for (PathInfo info : infos) {
      add(info, awaited);
    }
  }

  private void add(PathInfo info, Set<StorePath> awaited) {
    int count = 0;
    for (StorePath reference : info.references()) {
      if (!reference.equals(info.path()) && awaited.contains(reference)) {
        awaitedBy.computeIfAbsent(reference, _ -> new ArrayList<>()).add(info.path());
        count++;
      }
    }
    if (count == 0) {
      ready.add(info.path());
    } else {
      waitsFor.put(info.path(), count);
    }
  }

  /** What can be copied from the start. */
  List<StorePath> ready() {
    return ready;
  }

  /** What can be copied now that one more path is there. */
  List<StorePath> finished(StorePath path) {
    List<StorePath> freed = new ArrayList<>();
    for (StorePath waiting : awaitedBy.getOrDefault(path, List.of())) {
      if (waitsFor.merge(waiting, -1, Integer::sum) == 0) {
        freed.add(waiting);
      }
    }
    return freed;
  }
}
