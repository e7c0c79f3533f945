package dev.firn.image.closure;

import dev.firn.image.archive.Layer;
import dev.firn.image.archive.LayerWriter;
import dev.firn.store.Store;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.nar.TreeWalker;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes layers of store paths, which never change: so each is read only once to know its hash. For many threads. */
public final class ClosureLayers {
  /** Engines refuse images of more than some 120 layers. */
  private static final int MOST = 100;

  private final Map<List<StorePath>, Layer> known = new ConcurrentHashMap<>();

  /**
   * The layers for those paths and all that they refer to, from the bottom up.
   *
   * @throws dev.firn.store.StoreException if some are not valid
   */
  public List<Layer> of(Store store, Collection<StorePath> paths) throws IOException {
    List<Layer> layers = new ArrayList<>();
    for (List<StorePath> group : Grouping.of(store.closure(paths), MOST)) {
      Layer seen = known.get(group);
      Layer.Content content = writer -> write(store, group, writer);
      Layer layer =
          seen == null ? Layer.of(content) : new Layer(content, seen.digest(), seen.size());
      known.put(group, layer);
      layers.add(layer);
    }
    return layers;
  }

  /** Writes store paths where they are in their store. */
  public static void write(Store store, Collection<StorePath> paths, LayerWriter writer)
      throws IOException {
    StoreDir dir = store.dir();
    directories(dir, writer);
    for (StorePath path : paths) {
      TreeWalker.walk(
          store.tree(path), TreeFilter.ALL, new LayerTree(dir.print(path).substring(1), writer));
    }
  }

  private static void directories(StoreDir dir, LayerWriter writer) throws IOException {
    String path = dir.path();
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      writer.directory(path.substring(1, slash), 0755);
    }
    writer.directory(path.substring(1), 0755);
  }
}
