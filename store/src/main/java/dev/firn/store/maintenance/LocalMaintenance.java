package dev.firn.store.maintenance;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Level;
import dev.firn.base.text.Sizes;
import dev.firn.store.StoreException;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.CollectionResult;
import dev.firn.store.gc.Collector;
import dev.firn.store.gc.RootFinder;
import dev.firn.store.gc.Roots;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.Optimiser;
import dev.firn.store.log.BuildLogs;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.Maintenance;
import dev.firn.store.verify.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps a store on this machine in order. */
public final class LocalMaintenance implements Maintenance {
  private final LocalStore store;
  private final Verifier.@Nullable Repairer repairer;

  /**
   * For that store.
   *
   * @param repairer repairs paths; null if they cannot be
   */
  public LocalMaintenance(LocalStore store, Verifier.@Nullable Repairer repairer) {
    this.store = store;
    this.repairer = repairer;
  }

  @Override
  public void addTempRoot(StorePath path) {
    store.addTempRoot(path);
  }

  @Override
  public void addIndirectRoot(String link) {
    if (!link.startsWith("/")) {
      throw new StoreException("'" + link + "' is not an absolute path");
    }
    linkedRoots().register(link);
  }

  @Override
  public void addPermanentRoot(StorePath path, String link) {
    store.addTempRoot(path);
    linkedRoots().add(link, path);
  }

  private IndirectRoots linkedRoots() {
    return new IndirectRoots(store.location(), store.options().disk());
  }

  @Override
  public SortedMap<StorePath, SortedSet<String>> roots(boolean censored) {
    Roots found = RootFinder.find(store, censored);
    SortedMap<StorePath, SortedSet<String>> roots = new TreeMap<>();
    for (StorePath path : found.paths()) {
      roots.put(path, found.links(path));
    }
    return roots;
  }

  @Override
  public CollectionResult collect(CollectionRequest request, ActivitySink sink) {
    return Collector.collect(store, request, text -> sink.message(Level.INFO, text));
  }

  @Override
  public void optimise(ActivitySink sink) {
    Optimiser.Saved saved = Optimiser.optimise(store, text -> sink.message(Level.INFO, text));
    sink.message(
        Level.INFO,
        Sizes.render(saved.bytes()) + " freed by hard-linking " + saved.files() + " files");
  }

  @Override
  public boolean verify(boolean contents, boolean repair, ActivitySink sink) {
    Verifier.Listener listener =
        new Verifier.Listener() {
          @Override
          public void message(String text) {
            sink.message(Level.INFO, text);
          }

          @Override
          public void problem(String text) {
            sink.message(Level.ERROR, text);
          }
        };
    return Verifier.verify(store, contents, repair ? repairer : null, listener);
  }

  @Override
  public void addBuildLog(StorePath derivation, InputStream log) {
    try (OutputStream target = logs().create(derivation, false)) {
      log.transferTo(target);
    } catch (IOException failed) {
      throw new StoreException(
          "cannot keep the log of '" + store.dir().print(derivation) + "'", failed);
    }
  }

  @Override
  public @Nullable InputStream buildLog(StorePath derivation) throws IOException {
    return logs().open(derivation);
  }

  private BuildLogs logs() {
    return new BuildLogs(store.location());
  }
}
