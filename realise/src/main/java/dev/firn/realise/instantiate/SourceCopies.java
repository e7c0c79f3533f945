package dev.firn.realise.instantiate;

import dev.firn.lang.eval.Files;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.host.Host;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Copies files of a host to the store: each path once. Safe for use by several threads. */
final class SourceCopies {
  private final Host host;
  private final EvaluationStore store;
  private final Map<String, Copy> copies = new ConcurrentHashMap<>();

  /**
   * What is known of a copy.
   *
   * @param effect makes the copy seen
   */
  private record Copy(String storePath, Runnable effect) {}

  /** Copies of what a host has. */
  SourceCopies(Host host, EvaluationStore store) {
    this.host = host;
    this.store = store;
  }

  /** The store path of a file or directory under its base name. A link is copied as a link. */
  String copy(String path) {
    Copy copy = find(path);
    copy.effect().run();
    return copy.storePath();
  }

  /** What {@link #copy} would give; null if nobody can tell without writing to the store. */
  @Nullable String address(String path) {
    Copy copy = store.isReadOnly() ? find(path) : copies.get(path);
    return copy == null ? null : copy.storePath();
  }

  private Copy find(String path) {
    Copy known = copies.get(path);
    return known != null ? known : copies.computeIfAbsent(path, this::compute);
  }

  private Copy compute(String path) {
    try {
      String real = Files.resolveAncestors(host, path);
      List<Runnable> effects = new ArrayList<>(2);
      StorePath copy =
          new SourceTree(host, real, TreeFilter.ALL)
              .addTo(
                  store,
                  baseName(path),
                  ContentAddressMethod.NAR,
                  Collections.emptySortedSet(),
                  effects::add);
      String full = store.print(copy);
      effects.add(() -> host.allow(full));
      return new Copy(full, () -> effects.forEach(Runnable::run));
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
