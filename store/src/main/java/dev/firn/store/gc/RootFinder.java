package dev.firn.store.gc;

import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Finds all that keeps paths of a store from being collected. */
public final class RootFinder {
  private final LocalStore store;
  private final boolean clean;

  private RootFinder(LocalStore store, boolean clean) {
    this.store = store;
    this.clean = clean;
  }

  /**
   * All roots: links, processes, temporary ones.
   *
   * @param censored whether to leave out what an ordinary user may not know about others
   */
  public static Roots find(LocalStore store, boolean censored) {
    RootFinder finder = new RootFinder(store, false);
    Roots roots = finder.lasting(censored);
    finder.addTemporary(roots, censored);
    return roots;
  }

  /** A finder for a collection, which removes on its way what keeps nothing any more. */
  static RootFinder cleaning(LocalStore store) {
    return new RootFinder(store, true);
  }

  /** Links and processes. */
  Roots lasting(boolean censored) {
    Roots roots = new Roots();
    try {
      new LinkedRoots(store, clean, roots).find();
      Map<StorePath, Set<String>> running = RuntimeRoots.find(store.location());
      running.forEach((path, files) -> {
        if (store.isValid(path)) {
          files.forEach(file -> roots.add(path, censored ? Roots.CENSORED : file));
        }
      });
      return roots;
    } catch (IOException failed) {
      throw new StoreException(
          "cannot find the garbage collector roots: " + failed.getMessage(), failed);
    }
  }

  /** Adds what processes that live keep for a while. The paths need not be valid. */
  void addTemporary(Roots roots, boolean censored) {
    try {
      TemporaryRoots.read(
          store.location(),
          clean,
          (path, process) -> roots.add(path, censored ? Roots.CENSORED : "{temp:" + process + "}"));
    } catch (IOException failed) {
      throw new StoreException("cannot read the temporary roots: " + failed.getMessage(), failed);
    }
  }
}
