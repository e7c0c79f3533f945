package dev.firn.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.store.nar.DiskTree;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimiserTest {
  @TempDir Path directory;

  private StoreLocation location() {
    return TestStores.location(directory);
  }

  @AfterEach
  void cleanUp() throws IOException {
    TestStores.delete(location());
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  private void assertShared(StorePath first, StorePath second) throws IOException {
    Path one = location().files(first);
    Path other = location().files(second);
    assertEquals(inode(one.resolve("a")), inode(one.resolve("dir/b")));
    assertEquals(inode(one.resolve("a")), inode(other.resolve("a")));
    assertEquals(inode(one.resolve("x")), inode(other.resolve("x")));
    assertEquals(inode(one.resolve("link")), inode(other.resolve("link")));
    assertNotEquals(inode(one.resolve("a")), inode(one.resolve("x")));
    for (Path directory : List.of(one, one.resolve("dir"))) {
      assertEquals(1000, Files.getLastModifiedTime(directory).toMillis());
      assertEquals(
          "r-xr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    }
    assertEquals(3, location().links().toFile().list().length);
    assertEquals(3, location().files().toFile().list().length);
  }

  @Test
  void filesWithTheSameContentAreShared() throws IOException {
    try (LocalStore store = new LocalStore(location())) {
      StorePath first = TestStores.add(store, "first", TestStores.tree("content"));
      StorePath second = TestStores.add(store, "second", TestStores.tree("content"));
      List<String> messages = new ArrayList<>();
      Optimiser.Saved saved = Optimiser.optimise(store, messages::add);
      assertEquals(new Optimiser.Saved(5, 3 * 7 + 7 + 1), saved);
      assertEquals(List.of(), messages);
      assertShared(first, second);
      assertEquals(new Optimiser.Saved(0, 0), Optimiser.optimise(store, messages::add));
      assertEquals(
          store.info(first).narSize(),
          TestStores.archive(new DiskTree(location().files(first))).length);
    }
  }

  @Test
  void theyMayBeSharedAtOnce() throws IOException {
    StoreOptions options = StoreOptions.DEFAULT.withOptimise(true);
    try (LocalStore store = new LocalStore(location(), options)) {
      StorePath first = TestStores.add(store, "first", TestStores.tree("content"));
      StorePath second = TestStores.add(store, "second", TestStores.tree("content"));
      store.flush();
      assertShared(first, second);
    }
  }

  @Test
  void plainFilesAreSharedToo() throws IOException {
    StoreOptions options = StoreOptions.DEFAULT.withOptimise(true);
    try (LocalStore store = new LocalStore(location(), options)) {
      StorePath first = store.addText("first", new byte[5], TestStores.set());
      StorePath second = store.addText("second", new byte[5], TestStores.set());
      store.flush();
      assertEquals(inode(location().files(first)), inode(location().files(second)));
    }
  }

  @Test
  void writableFilesAndDamagedLinksAreNot() throws IOException {
    try (LocalStore store = new LocalStore(location())) {
      StorePath first = store.addText("first", new byte[5], TestStores.set());
      StorePath second = store.addText("second", new byte[5], TestStores.set());
      StorePath third = store.addText("third", new byte[5], TestStores.set());
      store.flush();
      Files.setPosixFilePermissions(
          location().files(first), PosixFilePermissions.fromString("rw-r--r--"));
      Optimiser.optimise(store, message -> {});
      assertEquals(inode(location().files(second)), inode(location().files(third)));
      assertNotEquals(inode(location().files(first)), inode(location().files(second)));
      Path link = location().links().resolve(location().links().toFile().list()[0]);
      Files.delete(link);
      Files.writeString(link, "other");
      Files.writeString(link, "longer than before");
      List<String> messages = new ArrayList<>();
      Optimiser.optimise(store, messages::add);
      assertTrue(messages.contains("removing corrupted link '" + link + "'"));
      assertEquals(5, Files.size(link));
    }
  }
}
