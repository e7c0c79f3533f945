package dev.firn.app.realise;

import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import dev.firn.lang.error.EvalError;
import dev.firn.realise.instantiate.NeededOutputs;
import dev.firn.realise.plan.RealiseException;
import dev.firn.store.DerivedPath;
import dev.firn.store.Store;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds what an evaluation reads of derivations. */
public final class ImportBuilds implements NeededOutputs {
  private final Store store;
  private final Settings settings;
  private final Surroundings surroundings;
  private @Nullable Building building;

  /** Builds in a store; nothing is set up before it is needed. */
  public ImportBuilds(Store store, Settings settings, Surroundings surroundings) {
    this.store = store;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  @Override
  public synchronized List<StorePath> realise(List<DerivedPath.Built> wanted) {
    Building builds = building;
    if (builds == null) {
      builds = new Building(store, settings, surroundings);
      building = builds;
    }
    try {
      Map<DerivedPath.Built, BuildResult> results = builds.build(wanted, BuildMode.NORMAL);
      List<StorePath> paths = new ArrayList<>();
      for (DerivedPath.Built each : wanted) {
        paths.add(Building.path(each, results));
      }
      return paths;
    } catch (RealiseException failed) {
      throw new EvalError(String.valueOf(failed.getMessage())).exitingWith(failed.exitStatus());
    }
  }
}
