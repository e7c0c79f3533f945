package dev.firn.store.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.text.Latin1;
import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.Optimiser;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.local.TestStores;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest implements Verifier.Listener {
  @TempDir Path directory;
  private final List<String> messages = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private StoreLocation location() {
    return TestStores.location(directory);
  }

  @AfterEach
  void cleanUp() throws IOException {
    TestStores.delete(location());
  }

  @Override
  public void message(String text) {
    messages.add(text);
  }

  @Override
  public void problem(String text) {
    problems.add(text);
  }

  private boolean verify(LocalStore store, boolean contents, Verifier.@Nullable Repairer repairer) {
    messages.clear();
    problems.clear();
    return Verifier.verify(store, contents, repairer, this);
  }

  @Test
  void aSoundStoreIsSound() {
    try (LocalStore store = new LocalStore(location())) {
      StorePath low = TestStores.text(store, "low");
      TestStores.text(store, "top", low);
      TestStores.add(store, "tree", TestStores.tree("x"));
      Optimiser.optimise(store, message -> {});
      assertFalse(verify(store, true, null));
      assertEquals(List.of(), problems);
      assertTrue(Verifier.isIntact(store, low));
    }
  }

  @Test
  void anEmptyStoreIsSound() {
    try (LocalStore store = new LocalStore(location())) {
      assertFalse(verify(store, true, null));
    }
  }

  @Test
  void whatDisappearedBecomesInvalid() throws IOException {
    try (LocalStore store = new LocalStore(location())) {
      StorePath low = TestStores.text(store, "low");
      StorePath top = TestStores.text(store, "top", low);
      StorePath other = TestStores.text(store, "other");
      store.flush();
      Disk.REAL.deleteTree(location().files(low));
      Disk.REAL.deleteTree(location().files(top));
      assertFalse(verify(store, false, null));
      assertEquals(List.of(other), List.copyOf(store.allValidPaths()));
      assertFalse(store.isValid(top));
      assertTrue(
          messages.contains(
              "path '" + store.dir().print(top) + "' disappeared, removing from database..."));
    }
  }

  @Test
  void whatDisappearedAndIsReferredToIsAnError() throws IOException {
    try (LocalStore store = new LocalStore(location())) {
      StorePath low = TestStores.text(store, "low");
      StorePath top = TestStores.text(store, "top", low);
      store.flush();
      Disk.REAL.deleteTree(location().files(low));
      assertTrue(verify(store, false, null));
      assertEquals(
          List.of(
              "path '"
                  + store.dir().print(low)
                  + "' disappeared, but it still has valid referrers!"),
          problems);
      assertEquals(TestStores.set(low, top), store.allValidPaths());
      assertFalse(verify(store, true, path -> restore(store, path, "low")));
      assertFalse(verify(store, true, null));
    }
  }

  private static void restore(LocalStore store, StorePath path, String content) {
    byte[] archive = TestStores.archive(MemoryTree.file(Latin1.bytes(content)));
    store.replaceArchive(store.info(path), new ByteArrayInputStream(archive));
  }

  @Test
  void changedContentIsFoundAndRepaired() throws IOException {
    try (LocalStore store = new LocalStore(location())) {
      StorePath path = TestStores.text(store, "x");
      store.flush();
      Files.delete(location().files(path));
      Files.writeString(location().files(path), "y");
      assertFalse(verify(store, false, null));
      assertTrue(verify(store, true, null));
      assertEquals(1, problems.size());
      assertTrue(
          problems
              .getFirst()
              .startsWith(
                  "path '"
                      + store.dir().print(path)
                      + "' was modified! expected hash 'sha256:"
                      + store.info(path).narHash().nix32()));
      assertFalse(Verifier.isIntact(store, path));
      assertTrue(
          verify(
              store,
              true,
              each -> {
                throw new StoreException("no way");
              }));
      assertEquals("no way", problems.getLast());
      assertFalse(verify(store, true, each -> restore(store, each, "x")));
      assertTrue(Verifier.isIntact(store, path));
      assertEquals(Set.of(".links", path.baseName()), Set.of(location().files().toFile().list()));
    }
  }

  @Test
  void changedSharedFilesAreFoundAndRemoved() throws IOException {
    try (LocalStore store = new LocalStore(location())) {
      TestStores.text(store, "x");
      store.flush();
      Path link = Files.createDirectories(location().links()).resolve("0".repeat(52));
      Files.writeString(link, "x");
      assertTrue(verify(store, true, null));
      assertFalse(verify(store, true, path -> {}));
      assertTrue(Files.notExists(link));
    }
  }
}
