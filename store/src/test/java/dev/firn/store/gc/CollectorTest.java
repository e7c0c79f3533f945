package dev.firn.store.gc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.LockFile;
import dev.firn.base.text.Latin1;
import dev.firn.store.Closures;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
  private static final CollectionRequest.Action DELETE = CollectionRequest.Action.DELETE_DEAD;
  private static final CollectionRequest.Action DEAD = CollectionRequest.Action.RETURN_DEAD;
  private static final CollectionRequest.Action LIVE = CollectionRequest.Action.RETURN_LIVE;

  @TempDir Path directory;

  private StoreLocation location() {
    StoreDir dir = new StoreDir(directory.resolve("store").toString());
    return StoreLocation.of(dir, directory.resolve("state"));
  }

  private LocalStore open() {
    return new LocalStore(location());
  }

  @AfterEach
  void cleanUp() throws IOException {
    Disk.REAL.deleteTree(location().files());
  }

  private static SortedSet<StorePath> set(StorePath... paths) {
    return new TreeSet<>(List.of(paths));
  }

  private Set<String> printed(StorePath... paths) {
    Set<String> names = new HashSet<>();
    for (StorePath path : paths) {
      names.add(location().dir().print(path));
    }
    return names;
  }

  private static StorePath text(LocalStore store, String name, StorePath... references) {
    return store.addText(name, Latin1.bytes(name), set(references));
  }

  private void root(String name, StorePath path) {
    new IndirectRoots(location()).add(directory.resolve(name).toString(), path);
  }

  private static CollectionResult collect(LocalStore store, CollectionRequest.Action action) {
    return collect(store, CollectionRequest.whole(action, CollectionRequest.DEFAULT_KEEP));
  }

  private static CollectionResult collect(LocalStore store, CollectionRequest request) {
    return Collector.collect(store, request, message -> {});
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(location().files())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatRootsLeadToStays() throws IOException {
    StorePath low;
    StorePath top;
    StorePath dead;
    StorePath deadTop;
    try (LocalStore store = open()) {
      low = text(store, "low");
      top = text(store, "top", low);
      dead = text(store, "dead", low);
      deadTop = text(store, "dead-top", dead, top);
    }
    root("link", top);
    try (LocalStore store = open()) {
      assertEquals(printed(low, top), collect(store, LIVE).paths());
      assertEquals(printed(dead, deadTop), collect(store, DEAD).paths());
      CollectionResult result = collect(store, DELETE);
      assertEquals(printed(dead, deadTop), result.paths());
      assertEquals("dead".length() + "dead-top".length(), result.bytesFreed());
      assertEquals(set(low, top), store.allValidPaths());
      assertEquals(Stream.of(".links", low.baseName(), top.baseName()).sorted().toList(), files());
      assertEquals(
          List.of(directory.resolve("link") + " -> " + location().dir().print(top)),
          RootFinder.find(store, false).lines(location().dir()));
    }
  }

  /** Its name begins with the digits of a path that stays, but nobody who runs needs it. */
  @Test
  void whatAKilledProcessWasWritingGoes() throws IOException {
    StorePath path;
    try (LocalStore store = open()) {
      path = text(store, "kept");
    }
    root("link", path);
    Files.createDirectory(location().files().resolve(path.hashPart() + "-tmp-1-0"));
    try (LocalStore store = open()) {
      collect(store, DELETE);
      assertEquals(Stream.of(".links", path.baseName()).sorted().toList(), files());
    }
  }

  @Test
  void temporaryRootsStayAsLongAsTheirProcess() {
    try (LocalStore store = open()) {
      StorePath low = text(store, "low");
      StorePath top = text(store, "top", low);
      assertEquals(printed(), collect(store, DELETE).paths());
      assertEquals(set(low, top), store.allValidPaths());
      assertTrue(
          RootFinder.find(store, false)
              .lines(location().dir())
              .contains(
                  "{temp:"
                      + ProcessHandle.current().pid()
                      + "} -> "
                      + location().dir().print(top)));
      assertTrue(RootFinder.find(store, true).links(top).contains("{censored}"));
    }
    try (LocalStore store = open()) {
      assertEquals(2, collect(store, DELETE).paths().size());
      assertEquals(set(), store.allValidPaths());
    }
  }

  @Test
  void filesOfProcessesThatAreGoneAreRemoved() throws IOException {
    StorePath path;
    try (LocalStore store = open()) {
      path = text(store, "x");
    }
    Path stale = location().temporaryRoots().resolve("1");
    Files.writeString(stale, location().dir().print(path) + "\0");
    try (LocalStore store = open()) {
      assertTrue(RootFinder.find(store, false).paths().isEmpty());
      assertTrue(Files.exists(stale));
      assertEquals(printed(path), collect(store, DELETE).paths());
      assertTrue(Files.notExists(stale));
    }
  }

  @Test
  void everyKindOfLinkIsFound() throws IOException {
    try (LocalStore store = open()) {
      StorePath direct = text(store, "direct");
      StorePath inProfile = text(store, "in-profile");
      StorePath inner = text(store, "inner");
      StorePath file = text(store, "file");
      StorePath indirect = text(store, "indirect");
      store.flush();
      StoreDir dir = location().dir();
      Path gcroots = Files.createDirectories(location().state().resolve("gcroots/a/b"));
      Path profiles = Files.createDirectories(location().state().resolve("profiles/per-user/x"));
      Files.createSymbolicLink(gcroots.resolve("d"), Path.of(dir.print(direct)));
      Files.createSymbolicLink(profiles.resolve("p-1-link"), Path.of(dir.print(inProfile)));
      Files.createSymbolicLink(profiles.resolve("p"), Path.of("p-1-link"));
      Files.createSymbolicLink(gcroots.resolve("i"), Path.of(dir.print(inner) + "/bin/sh"));
      Files.createFile(gcroots.resolve(file.baseName()));
      Files.createFile(gcroots.resolve("no-path"));
      Files.createSymbolicLink(gcroots.resolve("loop"), gcroots);
      root("result", indirect);
      Path gone = directory.resolve("gone");
      root("gone", indirect);
      Files.delete(gone);
      Roots roots = new Roots();
      new LinkedRoots(store, false, roots).find();
      assertEquals(set(direct, inProfile, inner, file, indirect), roots.paths());
      assertEquals(Set.of(profiles + "/p-1-link"), roots.links(inProfile));
      assertEquals(Set.of(directory.resolve("result").toString()), roots.links(indirect));
      Path auto = location().state().resolve("gcroots/auto");
      assertEquals(2, auto.toFile().list().length);
      new LinkedRoots(store, true, new Roots()).find();
      assertEquals(1, auto.toFile().list().length);
    }
  }

  @Test
  void runningProcessesKeepWhatTheyUse() throws Exception {
    StorePath path;
    try (LocalStore store = open()) {
      path = text(store, "used");
    }
    ProcessBuilder builder = new ProcessBuilder("sleep", "60");
    builder.environment().put("FIRN_TEST", "x" + location().dir().print(path) + ":y");
    Process process = builder.start();
    try (LocalStore store = open()) {
      assertEquals(printed(), collect(store, DELETE).paths());
      assertEquals(
          Set.of("/proc/" + process.pid() + "/environ"), RootFinder.find(store, false).links(path));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void leftoversGo() throws IOException {
    StorePath path;
    try (LocalStore store = open()) {
      path = text(store, "x");
    }
    root("r", path);
    Path files = location().files();
    Files.writeString(files.resolve("garbage"), "12345");
    Files.writeString(files.resolve(path.baseName() + ".lock"), "");
    StorePath invalid = StorePath.of(new byte[20], "never");
    Files.createDirectories(files.resolve(invalid.baseName()).resolve("sub"));
    Path locked = Files.createDirectories(files.resolve("tmp-1-1/x"));
    Files.createDirectories(files.resolve("tmp-1-2/x"));
    Files.createDirectories(location().links());
    try (LockFile lock = LockFile.openDirectory(locked.getParent());
        LocalStore store = open()) {
      assertTrue(lock.tryLock(LockFile.Mode.EXCLUSIVE));
      assertEquals(
          Set.of(location().dir().print(path) + ".lock", location().dir().print(invalid)),
          collect(store, DEAD).paths());
      CollectionResult result = collect(store, DELETE);
      assertEquals(4, result.paths().size());
      assertEquals(Stream.of(".links", path.baseName(), "tmp-1-1").sorted().toList(), files());
      assertEquals(5, result.bytesFreed());
    }
  }

  @Test
  void collectionEndsWhenEnoughIsFreed() {
    try (LocalStore store = open()) {
      for (int i = 0; i < 20; i++) {
        store.addText("n" + i, new byte[1000], set());
      }
    }
    try (LocalStore store = open()) {
      CollectionRequest request = CollectionRequest.whole(DELETE, CollectionRequest.DEFAULT_KEEP);
      assertEquals(0, collect(store, request.withMaxFreed(0)).paths().size());
      CollectionResult result = collect(store, request.withMaxFreed(4500));
      assertEquals(5, result.paths().size());
      assertEquals(5000, result.bytesFreed());
      assertEquals(15, store.allValidPaths().size());
    }
  }

  @Test
  void certainPathsAreDeletedOrNot() {
    StorePath low;
    StorePath top;
    StorePath kept;
    try (LocalStore store = open()) {
      low = text(store, "low");
      top = text(store, "top", low);
      kept = text(store, "kept");
    }
    root("r", kept);
    try (LocalStore store = open()) {
      assertAlive(store, low, CollectionRequest.delete(set(low), false));
      assertAlive(store, low, CollectionRequest.delete(set(low), true));
      assertAlive(store, kept, CollectionRequest.delete(set(kept, top), false));
      assertEquals(3, store.allValidPaths().size());
      CollectionRequest both = CollectionRequest.delete(set(low, top), false);
      assertEquals(printed(low, top), collect(store, both).paths());
      assertEquals(
          printed(kept), collect(store, CollectionRequest.delete(set(kept), true)).paths());
      assertEquals(0, collect(store, CollectionRequest.delete(set(), true)).paths().size());
    }
  }

  private void assertAlive(LocalStore store, StorePath path, CollectionRequest request) {
    assertEquals(
        "Cannot delete path '"
            + location().dir().print(path)
            + "' since it is still alive. To find out why, use: "
            + "nix-store --query --roots and nix-store --query --referrers",
        assertThrows(StoreException.class, () -> collect(store, request)).getMessage());
  }

  private StorePath built(LocalStore store, StorePath derivation) {
    StorePath output = store.derivationOutputs(derivation).get("out");
    byte[] archive = NarWriter.ofFile(Latin1.bytes("built"));
    PathInfo info =
        new PathInfo(
            output,
            Hash.digest(HashAlgorithm.SHA256, archive),
            archive.length,
            set(),
            derivation,
            1,
            true,
            new TreeSet<>(),
            null);
    store.addArchive(info, new ByteArrayInputStream(archive));
    return output;
  }

  private static StorePath derivation(LocalStore store, String name) {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    outputs.put("out", new DerivationOutput.Deferred());
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("out", "");
    Derivation plain =
        new Derivation(
            name, outputs, new TreeMap<>(), set(), "s", "b", List.of(), environment, null);
    DerivationHasher hasher =
        new DerivationHasher(store.dir(), new HashMap<>(), store::readDerivation);
    return store.addDerivation(OutputPaths.fill(plain, hasher, store.dir()));
  }

  @Test
  void derivationsAndOutputsKeepEachOtherIfTold() {
    StorePath derivation;
    StorePath output;
    try (LocalStore store = open()) {
      derivation = derivation(store, "d");
      output = built(store, derivation);
    }
    root("r", output);
    try (LocalStore store = open()) {
      assertEquals(printed(output, derivation), keeping(store, LIVE, true, true));
      assertEquals(printed(derivation), keeping(store, DEAD, false, false));
      assertEquals(printed(), keeping(store, DEAD, false, true));
    }
    assertTrue(directory.resolve("r").toFile().delete());
    root("r", derivation);
    try (LocalStore store = open()) {
      assertEquals(printed(output), keeping(store, DEAD, false, true));
      assertEquals(printed(), keeping(store, DEAD, true, false));
    }
  }

  private static Set<String> keeping(
      LocalStore store, CollectionRequest.Action action, boolean outputs, boolean derivers) {
    Closures.Following keep = new Closures.Following(outputs, derivers);
    return collect(store, CollectionRequest.whole(action, keep)).paths();
  }

  @Test
  void aPathThatIsNamedWhileCollectingStays() throws Exception {
    StorePath low;
    StorePath top;
    try (LocalStore store = open()) {
      low = text(store, "low");
      top = text(store, "top", low);
      for (int i = 0; i < 5; i++) {
        text(store, "other" + i);
      }
    }
    CountDownLatch collecting = new CountDownLatch(1);
    CountDownLatch named = new CountDownLatch(1);
    List<Throwable> problems = new ArrayList<>();
    Thread user =
        Thread.ofPlatform()
            .start(() -> {
              try (LocalStore store = open()) {
                collecting.await();
                store.addTempRoot(top);
                named.countDown();
                Thread.sleep(300);
                assertTrue(store.isValid(top));
                assertTrue(store.isValid(low));
              } catch (Throwable problem) {
                problems.add(problem);
              }
            });
    try (LocalStore store = open()) {
      CollectionRequest request = CollectionRequest.whole(DELETE, CollectionRequest.DEFAULT_KEEP);
      CollectionResult result =
          Collector.collect(
              store,
              request,
              message -> {
                if (message.equals("deleting garbage...")) {
                  collecting.countDown();
                  await(named);
                }
              });
      assertEquals(5, result.paths().size());
      assertEquals(set(low, top), store.allValidPaths());
    }
    user.join();
    assertEquals(List.of(), problems);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void whoNamesAPathThatIsBeingDeletedWaitsUntilItIsGone() throws Exception {
    StorePath path;
    try (LocalStore store = open()) {
      path = text(store, "x");
      store.flush();
      try (RootServer server = RootServer.start(location());
          LockFile lock = LockFile.open(location().collectionLock())) {
        lock.lock(LockFile.Mode.EXCLUSIVE);
        assertTrue(server.begin(List.of(StorePath.of("0".repeat(32) + "-y"))));
        StorePath pending = StorePath.of("1".repeat(32) + "-y");
        assertTrue(server.begin(List.of(pending)));
        Thread user = Thread.ofPlatform().start(() -> store.addTempRoot(pending));
        user.join(300);
        assertTrue(user.isAlive());
        assertEquals(List.of(pending), server.takeArrived());
        server.deleted(pending);
        user.join();
        assertTrue(server.isKept(pending));
        assertFalse(server.isKept(path));
      }
    }
  }

  @Test
  void thereIsASocketBeforeTheLockIsTaken() throws Exception {
    Files.createDirectories(location().state());
    try (LocalStore store = open();
        LockFile lock = LockFile.open(location().collectionLock())) {
      lock.lock(LockFile.Mode.EXCLUSIVE);
      CountDownLatch waiting = new CountDownLatch(1);
      CollectionRequest request = CollectionRequest.whole(DEAD, CollectionRequest.DEFAULT_KEEP);
      Thread collection =
          Thread.ofPlatform()
              .start(() -> Collector.collect(store, request, _ -> waiting.countDown()));
      waiting.await();
      assertTrue(Files.exists(location().collectionSocket()));
      lock.unlock();
      collection.join();
    }
  }

  @Test
  void sharedFilesWithoutUsersGo() throws IOException {
    StorePath path;
    StorePath other;
    try (LocalStore store = open()) {
      path = text(store, "x");
      other = text(store, "y");
    }
    Path links = Files.createDirectories(location().links());
    Files.createLink(links.resolve("one"), location().files(path));
    Files.createLink(links.resolve("two"), location().files(other));
    root("r", other);
    try (LocalStore store = open()) {
      CollectionResult result = collect(store, DELETE);
      assertEquals(1, result.bytesFreed());
      assertEquals(1, links.toFile().list().length);
      assertEquals(0, result.bytesShared());
    }
  }

  @Test
  void roomIsReservedWhenPathsAreAddedAndGivenBack() {
    Path reserved = location().database().resolve("reserved");
    try (LocalStore store = open()) {
      text(store, "x");
      assertTrue(Files.notExists(reserved));
      store.flush();
      assertEquals(8 << 20, reserved.toFile().length());
      collect(store, DEAD);
      assertTrue(Files.exists(reserved));
      collect(store, DELETE);
      assertTrue(Files.notExists(reserved));
      assertNull(store.find(StorePath.of(new byte[20], "x")));
    }
  }

  @Test
  void longPathsOfTheSocketDoNotMatter() throws IOException {
    Path deep = directory;
    for (int i = 0; i < 12; i++) {
      deep = deep.resolve("a-rather-long-name");
    }
    StoreLocation location = StoreLocation.prefix(Files.createDirectories(deep));
    StorePath path;
    try (LocalStore store = new LocalStore(location)) {
      path = text(store, "x");
      store.flush();
      try (RootServer server = RootServer.start(location);
          LockFile lock = LockFile.open(location.collectionLock())) {
        lock.lock(LockFile.Mode.EXCLUSIVE);
        StorePath named = StorePath.of(new byte[20], "n");
        store.addTempRoot(named);
        assertTrue(server.isKept(named));
      }
      assertTrue(store.isValid(path));
    }
  }
}
