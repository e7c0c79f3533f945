package dev.firn.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.StoreException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndirectRootsTest {
  private static final StorePath FIRST = StorePath.of(new byte[20], "first.drv");
  private static final StorePath SECOND = StorePath.of(new byte[20], "second.drv");

  @TempDir Path directory;

  private StoreLocation location() {
    StoreDir dir = new StoreDir(directory.resolve("store").toString());
    return StoreLocation.of(dir, directory.resolve("state"));
  }

  private String add(String name, StorePath path) {
    String link = directory + "/" + name;
    new IndirectRoots(location()).add(link, path);
    return link;
  }

  private Path root(String link) {
    String name = Hash.digest(HashAlgorithm.SHA1, link).nix32();
    return directory.resolve("state/gcroots/auto/" + name);
  }

  @Test
  void theRootLeadsToTheLinkAndTheLinkToThePath() throws IOException {
    String link = add("results/one", FIRST);

    assertEquals(link, Files.readSymbolicLink(root(link)).toString());
    assertEquals(location().dir().print(FIRST), Files.readSymbolicLink(Path.of(link)).toString());
  }

  @Test
  void aLinkIntoTheStoreIsReplaced() throws IOException {
    add("link", FIRST);
    String link = add("link", SECOND);

    assertEquals(location().dir().print(SECOND), Files.readSymbolicLink(Path.of(link)).toString());
  }

  @Test
  void anythingElseIsLeftAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    Path elsewhere = Files.createSymbolicLink(directory.resolve("elsewhere"), file);

    assertThrows(StoreException.class, () -> add("file", FIRST));
    assertThrows(StoreException.class, () -> add("elsewhere", FIRST));
    assertEquals("mine", Files.readString(file));
    assertEquals(file, Files.readSymbolicLink(elsewhere));
    assertFalse(Files.exists(directory.resolve("state")));
  }

  @Test
  void aLinkInTheStoreIsRefused() {
    assertThrows(StoreException.class, () -> add("store/link", FIRST));
  }
}
