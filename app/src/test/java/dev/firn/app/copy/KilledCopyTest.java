package dev.firn.app.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Child;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.Store;
import dev.firn.store.cache.BinaryCache;
import dev.firn.store.cache.CacheOptions;
import dev.firn.store.cache.MemoryTransport;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Compressor;
import dev.firn.store.copy.CopyOptions;
import dev.firn.store.copy.PathCopier;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.narinfo.CacheInfo;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A copy whose process is killed keeps what was copied, goes on where it was, and leaves nothing behind. */
@Timeout(300)
class KilledCopyTest {
  /** How many paths are copied before a flush, and more that are lost. */
  private static final int FLUSHED = 1000;

  private static final int PATHS = FLUSHED + 200;
  private static final int ANSWERED = FLUSHED + 100;

  /** Enough where nothing is flushed. */
  private static final int FEW = 300;

  /** What a process that was killed was writing, and the locks that it held. */
  private static final Pattern LEFT = Pattern.compile("[0-9a-z]{32}-tmp-\\d+-\\d+|.*\\.lock");

  @TempDir private Path directory;

  private StoreDir dir() {
    return new StoreDir(directory.resolve("store").toString());
  }

  private LocalStore local() {
    return new LocalStore(StoreLocation.of(dir(), directory.resolve("state")));
  }

  /** Many texts, and one that refers to all of them. */
  private static StorePath fill(Store store, int paths) {
    SortedSet<StorePath> texts = new TreeSet<>();
    for (int i = 1; i < paths; i++) {
      texts.add(store.addText("t" + i, Latin1.bytes("text " + i), new TreeSet<>()));
    }
    return store.addText("top", Latin1.bytes("all of them"), texts);
  }

  /** A cache that has them. */
  private MemoryTransport cache() {
    MemoryTransport files = new MemoryTransport();
    MemoryStore store = new MemoryStore(dir());
    StorePath top = fill(store, PATHS);
    BinaryCache cache =
        new BinaryCache(
            files,
            new CacheOptions(
                dir(),
                Compressor.of(Compression.NONE),
                false,
                false,
                List.of(),
                CacheInfo.UNTOLD,
                false),
            null);
    new PathCopier(store, cache, CopyOptions.unchecked()).copyClosure(List.of(top));
    return files;
  }

  private String top() {
    try (MemoryStore store = new MemoryStore(dir())) {
      return dir().print(fill(store, PATHS));
    }
  }

  private Outcome ok(String... arguments) {
    Outcome outcome = new Run(directory).firn(arguments);
    assertEquals(0, outcome.status(), outcome.errors());
    return outcome;
  }

  private int registered() {
    try (LocalStore store = local()) {
      return store.allValidPaths().size();
    }
  }

  private static long count(FileServer server, String kind) {
    return server.requests().stream().filter(request -> request.startsWith(kind)).count();
  }

  private Set<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void aPullGoesOnWhereItWasKilled() throws IOException, InterruptedException {
    String top = top();
    try (FileServer server = new FileServer(cache().files())) {
      server.stopAfter(ANSWERED, "GET nar/");
      try (Child child = new Child(directory, "copy", "--from", server.url(), top)) {
        server.awaitStop();
        while (!Files.exists(directory.resolve("state/db/db.sqlite")) || registered() < FLUSHED) {
          Thread.sleep(50);
        }
        child.kill();
      }
      int kept = registered();
      assertTrue(kept < PATHS, () -> kept + " are there");
      assertEquals("", ok("store", "verify").output());

      server.goOn();
      ok("copy", "--from", server.url(), top);

      assertEquals(PATHS - kept, count(server, "GET nar/"));
    }
    assertEquals(PATHS, registered());
    ok("store", "verify");
    assertEquals(Set.of(), names("tmp"));
    Set<String> whole = names("store");
    whole.removeIf(name -> LEFT.matcher(name).matches());
    assertEquals(PATHS + 1, whole.size(), whole::toString);

    // What was being written lies beside its place until that is collected.
    Files.createDirectory(
        directory.resolve("store").resolve(top.replaceAll(".*/|-.*", "") + "-tmp-1-0"));
    ok("store", "gc");
    assertEquals(Set.of(".links"), names("store"));
  }

  @Test
  void aPushGoesOnWhereItWasKilled() throws IOException, InterruptedException {
    String top;
    try (LocalStore store = local()) {
      top = dir().print(fill(store, FEW));
    }
    try (FileServer server = new FileServer(new ConcurrentHashMap<>())) {
      server.stopAfter(FEW / 2, "PUT nar/");
      try (Child child = new Child(directory, "copy", "--to", server.url(), top)) {
        server.awaitStop();
        child.kill();
      }
      server.goOn();
      ok("copy", "--to", server.url(), top);

      long again = count(server, "PUT nar/");
      assertTrue(again <= FEW - FEW / 2, () -> again + " archives were uploaded again");
    }
    assertEquals(Set.of(), names("tmp"));
  }

  @Test
  void aCacheInADirectoryGoesOnWhereItWasKilled() throws IOException, InterruptedException {
    String top;
    try (LocalStore store = local()) {
      top = dir().print(fill(store, FEW));
    }
    Path cache = directory.resolve("cache");
    try (Child child = new Child(directory, "copy", "--to", "file://" + cache, top)) {
      while (!Files.isDirectory(cache.resolve("nar")) || names("cache/nar").size() < FEW / 2) {
        Thread.sleep(1);
      }
      child.kill();
    }
    ok("copy", "--to", "file://" + cache, top);
    ok("store", "delete", top);
    ok("copy", "--from", "file://" + cache, top);

    assertEquals("", ok("store", "verify").output());
    assertEquals(Set.of(), names("tmp"));
    TreeMap<String, Integer> kinds = new TreeMap<>();
    names("cache").forEach(name -> kinds.merge(name.replaceAll("^.*\\.", ""), 1, Integer::sum));
    assertEquals(FEW, kinds.get("narinfo"));
  }
}
