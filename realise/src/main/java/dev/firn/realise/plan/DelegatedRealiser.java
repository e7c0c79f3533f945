package dev.firn.realise.plan;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.DerivedPath;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.Missing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;

/** Lets whoever has the store realise what is asked for. */
public final class DelegatedRealiser implements Realiser {
  private final BuildService builds;
  private final ActivitySink sink;

  /**
   * Delegates.
   *
   * @param sink is told what the others tell
   */
  public DelegatedRealiser(BuildService builds, ActivitySink sink) {
    this.builds = builds;
    this.sink = sink;
  }

  @Override
  public RealiseOutcome realise(Collection<DerivedPath> wanted, BuildMode mode)
      throws InterruptedException {
    List<DerivedPath> each = List.copyOf(new LinkedHashSet<>(wanted));
    List<BuildResult> told = interruptibly(() -> builds.build(each, mode, sink));
    List<RealiseResult> results = new ArrayList<>();
    List<DerivedPath> failed = new ArrayList<>();
    ExitStatus status = new ExitStatus();
    for (int i = 0; i < told.size(); i++) {
      BuildResult result = told.get(i);
      results.add(new RealiseResult(each.get(i), result));
      if (!result.isSuccess()) {
        failed.add(each.get(i));
        status.add(result.status());
      }
    }
    return new RealiseOutcome(results, failed, status.value());
  }

  @Override
  public BuildResult realise(StorePath path, Derivation derivation, BuildMode mode)
      throws InterruptedException {
    return interruptibly(() -> builds.buildDerivation(path, derivation, mode, sink));
  }

  @Override
  public Missing missing(Collection<DerivedPath> wanted) {
    return builds.missing(List.copyOf(wanted));
  }

  /** A connection that is used when its thread is interrupted is closed; the other side sees that, and gives up. */
  private static <R> R interruptibly(Supplier<R> work) throws InterruptedException {
    try {
      return work.get();
    } catch (StoreException failed) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw failed;
    }
  }
}
