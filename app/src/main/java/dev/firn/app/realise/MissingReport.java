package dev.firn.app.realise;

import dev.firn.app.console.Sizes;
import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Level;
import dev.firn.store.Store;
import dev.firn.store.TopologicalOrder;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.Missing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells people what is going to be done, in Nix's words. */
public final class MissingReport {
  private final Store store;
  private final ActivitySink sink;

  /** Tells it to that one. */
  public MissingReport(Store store, ActivitySink sink) {
    this.store = store;
    this.sink = sink;
  }

  /** Tells what has to be done; nothing if there is nothing to do. */
  public void tell(Missing missing) {
    if (!missing.build().isEmpty()) {
      int count = missing.build().size();
      say(
          count == 1
              ? "this derivation will be built:"
              : "these " + count + " derivations will be built:");
      tell(TopologicalOrder.sort(missing.build(), store));
    }
    if (!missing.substitute().isEmpty()) {
      int count = missing.substitute().size();
      say(
          (count == 1 ? "this path" : "these " + count + " paths")
              + " will be fetched ("
              + Sizes.render(missing.downloadSize())
              + " download, "
              + Sizes.render(missing.narSize())
              + " unpacked):");
      List<StorePath> paths = new ArrayList<>(missing.substitute());
      paths.sort(Comparator.comparing(StorePath::name).thenComparing(StorePath::baseName));
      tell(paths);
    }
    if (!missing.unknown().isEmpty()) {
      say("don't know how to build these paths:");
      tell(List.copyOf(missing.unknown()));
    }
  }

  private void tell(List<StorePath> paths) {
    for (StorePath path : paths) {
      say("  " + store.dir().print(path));
    }
  }

  private void say(String line) {
    sink.message(Level.INFO, line);
  }
}
