package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.store.DerivedPath;
import dev.firn.store.IndexedStore;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.maintenance.LocalMaintenance;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.protocol.Maintenance;
import dev.firn.store.protocol.Missing;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.protocol.SubstitutablePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A store on the disk for a server, with builds that only say that they were asked for. */
public final class TestServedStore implements ServedStore, BuildService {
  private final LocalStore store;
  private final SignaturePolicy policy;
  final List<SortedMap<String, String>> settings = new ArrayList<>();

  /** The store at that place, which lets those paths in. */
  public TestServedStore(StoreLocation location, SignaturePolicy policy) {
    this.store = new LocalStore(location);
    this.policy = policy;
  }

  @Override
  public IndexedStore store() {
    return store;
  }

  @Override
  public Maintenance maintenance() {
    return new LocalMaintenance(store, null);
  }

  @Override
  public BuildService builds(SortedMap<String, String> told) {
    settings.add(told);
    return this;
  }

  @Override
  public SignaturePolicy policy() {
    return policy;
  }

  @Override
  public List<BuildResult> build(List<DerivedPath> wanted, BuildMode mode, ActivitySink sink) {
    sink.started(1, Level.INFO, ActivityType.UNKNOWN, "building", List.of(Field.of("x")), 0);
    sink.result(1, ResultType.BUILD_LOG_LINE, List.of(Field.of("a line"), Field.of(7)));
    sink.message(Level.WARN, "beware");
    sink.message(Level.VOMIT, "nobody cares");
    sink.stopped(1);
    List<BuildResult> outcomes = new ArrayList<>();
    for (DerivedPath each : wanted) {
      outcomes.add(
          each instanceof DerivedPath.Opaque
              ? BuildResult.success(BuildStatus.SUBSTITUTED, new TreeMap<>())
              : BuildResult.failure(BuildStatus.PERMANENT_FAILURE, "no builds here"));
    }
    return outcomes;
  }

  @Override
  public BuildResult buildDerivation(
      StorePath path, Derivation derivation, BuildMode mode, ActivitySink sink) {
    return new BuildResult(
        BuildStatus.TIMED_OUT,
        derivation.name(),
        new TreeMap<>(),
        3,
        true,
        4,
        5,
        Duration.ofNanos(6000),
        null);
  }

  @Override
  public void ensure(StorePath path, ActivitySink sink) {
    throw new StoreException("nobody has " + path);
  }

  @Override
  public Missing missing(List<DerivedPath> wanted) {
    return new Missing(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), 17, 18);
  }

  @Override
  public List<SubstitutablePath> substitutable(Collection<StorePath> paths) {
    List<SubstitutablePath> found = new ArrayList<>();
    for (StorePath path : paths) {
      found.add(new SubstitutablePath(path, null, new TreeSet<>(paths), 1, 2));
    }
    return found;
  }

  @Override
  public void substitute(SortedSet<StorePath> paths, ActivitySink sink) {
    sink.message(Level.INFO, "substituting");
  }

  @Override
  public void close() {
    store.close();
  }
}
