package dev.firn.realise.instantiate;

import dev.firn.lang.eval.Files;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.host.Host;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Copies files of a host to the store: each path once. Safe for use by several threads. */
final class SourceCopies {
  private final Host host;
  private final EvaluationStore store;
  private final Map<String, String> copied = new ConcurrentHashMap<>();

  /** Copies of what a host has. */
  SourceCopies(Host host, EvaluationStore store) {
    this.host = host;
    this.store = store;
  }

  /** The store path of a file or directory under its base name. A link is copied as a link. */
  String copy(String path) {
    String known = copied.get(path);
    return known != null ? known : copied.computeIfAbsent(path, this::copyNow);
  }

  private String copyNow(String path) {
    try {
      String real = Files.resolveAncestors(host, path);
      StorePath copy =
          new SourceTree(host, real, TreeFilter.ALL)
              .addTo(store, baseName(path), ContentAddressMethod.NAR, Collections.emptySortedSet());
      String full = store.print(copy);
      host.allow(full);
      return full;
    } catch (IOException failed) {
      throw StoreErrors.of(failed);
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure);
    }
  }

  /** The name under which a path is copied. */
  static String baseName(String path) {
    return path.equals("/") ? "source" : Paths.baseName(path);
  }
}
