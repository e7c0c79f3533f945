package dev.firn.realise.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.DerivedPath;
import dev.firn.store.MemoryStore;
import dev.firn.store.Substituter;
import dev.firn.store.cache.BinaryCache;
import dev.firn.store.cache.CacheOptions;
import dev.firn.store.cache.MemoryTransport;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Compressor;
import dev.firn.store.copy.CopyOptions;
import dev.firn.store.copy.PathCopier;
import dev.firn.store.narinfo.CacheInfo;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Caches that describe paths whose archives they have deleted. */
class StaleCacheTest {
  private final MemoryStore elsewhere = new MemoryStore(StoreDir.DEFAULT);
  private final MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
  private final ScriptedBuilder builder = new ScriptedBuilder(store);
  private final StorePath derivation = new Derivations(store).draft("d").add();

  /** A cache with what was built elsewhere. */
  private BinaryCache cache(MemoryTransport files) throws InterruptedException {
    StorePath same = new Derivations(elsewhere).draft("d").add();
    RealiseOutcome built =
        new GraphRealiser(
                elsewhere,
                List.of(),
                List.of(new Workplace(new ScriptedBuilder(elsewhere), 1, true)),
                RealiseSettings.usual(),
                ActivitySink.NONE)
            .realise(List.of(DerivedPath.allOf(same)), BuildMode.NORMAL);
    assertTrue(built.isSuccess());
    BinaryCache cache = open(files);
    StorePath output = elsewhere.readDerivation(same).outputs().get("out").knownPath();
    new PathCopier(elsewhere, cache, CopyOptions.unchecked()).copyClosure(List.of(output));
    return open(files);
  }

  private static BinaryCache open(MemoryTransport files) {
    CacheOptions options =
        new CacheOptions(
            StoreDir.DEFAULT,
            Compressor.of(Compression.NONE),
            false,
            false,
            List.of(),
            CacheInfo.UNTOLD,
            false);
    return new BinaryCache(files, options, null);
  }

  private static void deleteArchives(MemoryTransport files) {
    SortedMap<String, byte[]> kept = new TreeMap<>(files.files());
    kept.keySet().removeIf(name -> name.startsWith("nar/"));
    files.files().keySet().retainAll(kept.keySet());
  }

  private RealiseOutcome realise(Substituter... substituters) throws InterruptedException {
    return new GraphRealiser(
            store,
            List.of(substituters),
            List.of(new Workplace(builder, 1, true)),
            RealiseSettings.usual(),
            ActivitySink.NONE)
        .realise(List.of(DerivedPath.allOf(derivation)), BuildMode.NORMAL);
  }

  @Test
  void whatNobodyHasAnyMoreIsBuilt() throws InterruptedException {
    MemoryTransport files = new MemoryTransport();
    BinaryCache stale = cache(files);
    deleteArchives(files);

    assertTrue(realise(stale).isSuccess());
    assertEquals(1, builder.built.size());
  }

  @Test
  void theNextSubstituterIsAsked() throws InterruptedException {
    MemoryTransport files = new MemoryTransport();
    BinaryCache stale = cache(files);
    deleteArchives(files);

    assertTrue(realise(stale, cache(new MemoryTransport())).isSuccess());
    assertEquals(List.of(), builder.built);
  }
}
