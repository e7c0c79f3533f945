package dev.firn.app.copy;

import dev.firn.app.console.Surroundings;
import dev.firn.app.realise.Realisers;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.PathNames;
import dev.firn.app.store.StoreOpener;
import dev.firn.app.store.StoreSetup;
import dev.firn.app.store.Substituters;
import dev.firn.store.Closures;
import dev.firn.store.IndexedStore;
import dev.firn.store.ListedStore;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.Substituter;
import dev.firn.store.TopologicalOrder;
import dev.firn.store.copy.CopyOptions;
import dev.firn.store.copy.PathCopier;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.local.LocalStore;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.sign.TrustedKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Copies paths between two stores that a command line names. */
final class PathCopy {
  private final Settings settings;
  private final Surroundings surroundings;
  private final StoreSetup setup;
  private boolean checked = true;
  private boolean signed;
  private boolean closures = true;
  private boolean outputs;
  private boolean substitutes;

  PathCopy(Settings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.setup = new StoreSetup(settings, surroundings);
  }

  /** Without asking for signatures. */
  PathCopy unchecked(boolean all) {
    checked = !all;
    return this;
  }

  /** Without what the paths refer to. */
  PathCopy alone(boolean pathsOnly) {
    closures = !pathsOnly;
    return this;
  }

  /** With the outputs of derivations. */
  PathCopy withOutputs(boolean wanted) {
    outputs = wanted;
    return this;
  }

  /** After the substituters were asked. */
  PathCopy afterSubstituters(boolean wanted) {
    substitutes = wanted;
    return this;
  }

  /**
   * Copies.
   *
   * @param from the name of a store; null for the one of the settings
   * @param to the name of a store; null for the one of the settings
   * @param names paths as users give them; null for all that the first store has
   */
  void run(@Nullable String from, @Nullable String to, @Nullable List<String> names) {
    try (Store source = open(from);
        Store target = believing(open(to))) {
      Collection<StorePath> paths = names == null ? all(source) : follow(names, source);
      signed = checked && StoreOpener.requiresSignatures(to == null ? setup.name() : to, setup);
      copy(source, target, outputs ? withOutputs(paths, source) : paths, direction(from, to));
    }
  }

  /** Others are told that they need not check, too. */
  private Store believing(Store target) {
    return !checked && target instanceof DaemonStore daemon ? daemon.unchecked() : target;
  }

  private Store open(@Nullable String name) {
    return name == null ? StoreOpener.open(settings, surroundings) : StoreOpener.open(name, setup);
  }

  private static String direction(@Nullable String from, @Nullable String to) {
    String direction = from == null ? "" : "from '" + from + "'";
    return to == null ? direction : (direction + " to '" + to + "'").strip();
  }

  private static Collection<StorePath> all(Store source) {
    if (source instanceof ListedStore listed) {
      return listed.allValidPaths();
    }
    throw new StoreException("this store cannot tell all of its paths");
  }

  private Collection<StorePath> follow(List<String> names, Store source) {
    List<StorePath> paths = new ArrayList<>();
    for (String name : names) {
      paths.add(PathNames.follow(name, source.dir(), surroundings.directory()));
    }
    return paths;
  }

  private static SortedSet<StorePath> withOutputs(Collection<StorePath> paths, Store source) {
    SortedSet<StorePath> all = new TreeSet<>(paths);
    if (source instanceof IndexedStore indexed) {
      for (StorePath path : Closures.references(source, paths)) {
        if (path.isDerivation()) {
          indexed.derivationOutputs(path).values().stream()
              .filter(indexed::isValid)
              .forEach(all::add);
        }
      }
    }
    return all;
  }

  private void copy(Store source, Store target, Collection<StorePath> paths, String direction) {
    if (!source.dir().equals(target.dir())) {
      throw new StoreException(
          "cannot copy between stores with different directories, '%s' and '%s'"
              .formatted(source.dir(), target.dir()));
    }
    if (substitutes) {
      substitute(source, target, paths);
    }
    PathCopier copier = new PathCopier(source, target, options(source, target, direction));
    if (closures) {
      copier.copyClosure(paths);
    } else {
      TopologicalOrder.sort(paths, path -> source.info(path).references()).forEach(copier::copy);
      target.flush();
    }
  }

  /** Caches, daemons and other machines decide for themselves whom they believe. */
  private CopyOptions options(Store source, Store target, String direction) {
    boolean trusted = source instanceof Substituter cache && cache.isTrusted();
    TrustedKeys keys =
        signed && !trusted && target instanceof LocalStore
            ? Substituters.trustedKeys(settings)
            : null;
    int jobs = Math.clamp(settings.number(Setting.MAX_SUBSTITUTION_JOBS), 1, 256);
    return new CopyOptions(
        keys, jobs, new CopyProgress(surroundings.messages(), source.dir(), direction));
  }

  private void substitute(Store source, Store target, Collection<StorePath> paths) {
    SortedSet<StorePath> all = closures ? Closures.references(source, paths) : new TreeSet<>(paths);
    BuildService others = Realisers.others(target, settings);
    if (others != null) {
      others.substitute(all, surroundings.messages().activities());
      return;
    }
    List<Substituter> asked = Substituters.of(setup);
    for (StorePath path : TopologicalOrder.sort(all, wanted -> source.info(wanted).references())) {
      for (Substituter substituter : asked) {
        if (!target.isValid(path) && offers(substituter, path)) {
          TrustedKeys keys = substituter.isTrusted() ? null : Substituters.keys(settings);
          new PathCopier(
                  substituter,
                  target,
                  options(source, target, "from '" + substituter.uri() + "'").withKeys(keys))
              .copy(path);
        }
      }
    }
    target.flush();
  }

  private static boolean offers(Substituter substituter, StorePath path) {
    return substituter.find(path) != null;
  }
}
