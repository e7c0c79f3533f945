package dev.firn.realise.plan;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.DerivedPath;
import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.Substituter;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.protocol.Missing;
import dev.firn.store.protocol.SubstitutablePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Builds for clients of a store on this machine. */
public final class RealisedBuilds implements BuildService {
  private final IndexedStore store;
  private final List<Substituter> substituters;
  private final Function<ActivitySink, Realiser> realisers;

  /**
   * Builds into a store.
   *
   * @param substituters whom to ask what can be substituted
   * @param realisers gives one that tells that listener what it does
   */
  public RealisedBuilds(
      IndexedStore store,
      List<Substituter> substituters,
      Function<ActivitySink, Realiser> realisers) {
    this.store = store;
    this.substituters = List.copyOf(substituters);
    this.realisers = realisers;
  }

  @Override
  public List<BuildResult> build(List<DerivedPath> wanted, BuildMode mode, ActivitySink sink) {
    RealiseOutcome outcome = realise(wanted, mode, sink);
    List<BuildResult> results = new ArrayList<>();
    for (DerivedPath each : wanted) {
      BuildResult result = outcome.of(each);
      results.add(
          result == null
              ? BuildResult.failure(BuildStatus.MISC_FAILURE, "build was given up")
              : result);
    }
    return results;
  }

  private RealiseOutcome realise(
      Collection<DerivedPath> wanted, BuildMode mode, ActivitySink sink) {
    try {
      return realisers.apply(sink).realise(wanted, mode);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private static StoreException interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new StoreException("interrupted by the user", interrupted);
  }

  @Override
  public BuildResult buildDerivation(
      StorePath path, Derivation derivation, BuildMode mode, ActivitySink sink) {
    try {
      return realisers.apply(sink).realise(path, derivation, mode);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  @Override
  public void ensure(StorePath path, ActivitySink sink) {
    BuildResult result =
        build(List.of(new DerivedPath.Opaque(path)), BuildMode.NORMAL, sink).getFirst();
    if (!result.isSuccess()) {
      throw new StoreException(result.message());
    }
  }

  @Override
  public Missing missing(List<DerivedPath> wanted) {
    return realisers.apply(ActivitySink.NONE).missing(wanted);
  }

  @Override
  public List<SubstitutablePath> substitutable(Collection<StorePath> paths) {
    List<SubstitutablePath> found = new ArrayList<>();
    for (StorePath path : new TreeSet<>(paths)) {
      for (Substituter substituter : substituters) {
        PathInfo info = substituter.dir().equals(store.dir()) ? substituter.find(path) : null;
        if (info != null) {
          long size = substituter.downloadSize(path);
          found.add(
              new SubstitutablePath(path, info.deriver(), info.references(), size, info.narSize()));
          break;
        }
      }
    }
    return found;
  }

  @Override
  public void substitute(SortedSet<StorePath> paths, ActivitySink sink) {
    List<DerivedPath> wanted = new ArrayList<>();
    for (SubstitutablePath each : substitutable(paths)) {
      if (!store.isValid(each.path())) {
        wanted.add(new DerivedPath.Opaque(each.path()));
      }
    }
    realise(wanted, BuildMode.NORMAL, sink);
  }
}
