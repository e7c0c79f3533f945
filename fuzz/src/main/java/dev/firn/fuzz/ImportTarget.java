package dev.firn.fuzz;

import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.exchange.Exporter;
import dev.firn.store.exchange.Importer;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Streams of store paths: what comes in can go out, and comes in again as the same. */
final class ImportTarget implements Target {
  @Override
  public void check(String input) {
    MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
    try {
      read(store, input);
    } catch (IOException | StoreException refused) {
      // What came before may stay, and must be sound.
    }
    if (!store.allValidPaths().isEmpty()) {
      checkExport(store);
    }
  }

  private static void checkExport(MemoryStore store) {
    try {
      String exported = export(store);
      MemoryStore other = new MemoryStore(StoreDir.DEFAULT);
      Set<StorePath> paths = new TreeSet<>(read(other, exported));
      Target.require(paths.equals(store.allValidPaths()), "other paths when imported again");
      Target.same(exported, export(other), "another stream when exported again");
    } catch (IOException failed) {
      throw new AssertionError("what came in does not go out: " + failed.getMessage(), failed);
    }
  }

  private static List<StorePath> read(Store store, String stream) throws IOException {
    return Importer.read(store, SignaturePolicy.NONE, Archived.stream(stream));
  }

  /** All paths of a store. */
  static String export(MemoryStore store) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Exporter.write(store, store.allValidPaths(), stream);
    return Latin1.string(stream.toByteArray());
  }
}
