package dev.firn.fuzz;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.DerivedPath;
import dev.firn.store.IndexedStore;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.CollectionResult;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.protocol.Maintenance;
import dev.firn.store.protocol.Missing;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.protocol.SubstitutablePath;
import dev.firn.store.sign.TrustedKeys;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A store that is served alone: nothing can be built, fetched or kept in order.
 *
 * @param store the store
 * @param signed whether paths need signatures; nobody's count
 */
record SeparateStore(IndexedStore store, boolean signed)
    implements ServedStore, BuildService, Maintenance {
  @Override
  public Maintenance maintenance() {
    return this;
  }

  @Override
  public void addTempRoot(StorePath path) {
    // Nothing is collected.
  }

  @Override
  public void addIndirectRoot(String link) {
    throw refusal();
  }

  @Override
  public void addPermanentRoot(StorePath path, String link) {
    throw refusal();
  }

  @Override
  public SortedMap<StorePath, SortedSet<String>> roots(boolean censored) {
    return new TreeMap<>();
  }

  @Override
  public CollectionResult collect(CollectionRequest request, ActivitySink sink) {
    throw refusal();
  }

  @Override
  public void optimise(ActivitySink sink) {
    throw refusal();
  }

  @Override
  public boolean verify(boolean contents, boolean repair, ActivitySink sink) {
    throw refusal();
  }

  @Override
  public void addBuildLog(StorePath derivation, InputStream log) {
    throw refusal();
  }

  @Override
  public @Nullable InputStream buildLog(StorePath derivation) {
    return null;
  }

  private static StoreException refusal() {
    return new StoreException("nothing can be done here");
  }

  @Override
  public BuildService builds(SortedMap<String, String> settings) {
    return this;
  }

  @Override
  public SignaturePolicy policy() {
    return new SignaturePolicy(signed, TrustedKeys.NONE);
  }

  @Override
  public List<BuildResult> build(List<DerivedPath> wanted, BuildMode mode, ActivitySink sink) {
    List<BuildResult> results = new ArrayList<>();
    wanted.forEach(_ -> results.add(failure()));
    return results;
  }

  private static BuildResult failure() {
    return BuildResult.failure(BuildStatus.MISC_FAILURE, "nothing can be built here");
  }

  @Override
  public BuildResult buildDerivation(
      StorePath path, Derivation derivation, BuildMode mode, ActivitySink sink) {
    return failure();
  }

  @Override
  public void ensure(StorePath path, ActivitySink sink) {
    throw refusal();
  }

  @Override
  public Missing missing(List<DerivedPath> wanted) {
    return new Missing(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), 0, 0);
  }

  @Override
  public List<SubstitutablePath> substitutable(Collection<StorePath> paths) {
    return List.of();
  }

  @Override
  public void substitute(SortedSet<StorePath> paths, ActivitySink sink) {
    // There is nobody to take them from.
  }

  @Override
  public void close() {
    store.close();
  }
}
