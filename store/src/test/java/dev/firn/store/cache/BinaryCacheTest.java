package dev.firn.store.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.http.Upload;
import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.compress.Compression;
import dev.firn.store.copy.CopyOptions;
import dev.firn.store.copy.PathCopier;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.narinfo.CacheInfo;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class BinaryCacheTest {
  private final MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
  private final StorePath text = CacheFixture.addClosure(store);
  private final StorePath tree = store.info(text).references().first();
  private final MemoryTransport files = new MemoryTransport();

  private static void push(MemoryStore from, BinaryCache to, StorePath path) {
    new PathCopier(from, to, CopyOptions.unchecked()).copyClosure(List.of(path));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BROTLI", "LZ4", "LZMA"},
      mode = Mode.EXCLUDE)
  void whatIsPushedIsPulled(Compression compression) throws IOException {
    push(store, new BinaryCache(files, CacheFixture.options(compression), null), text);
    MemoryStore other = new MemoryStore(StoreDir.DEFAULT);
    BinaryCache cache = CacheFixture.cache(files);

    List<StorePath> copied =
        new PathCopier(cache, other, CopyOptions.unchecked()).copyClosure(List.of(text));

    assertEquals(List.of(tree, text), copied);
    assertArrayEquals(archive(store, tree), archive(other, tree));
    assertEquals(store.info(text).narHash(), other.info(text).narHash());
    assertTrue(cache.downloadSize(text) > 0);
  }

  private static byte[] archive(MemoryStore from, StorePath path) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    NarWriter.write(from.tree(path), archive);
    return archive.toByteArray();
  }

  @Test
  void namesThatAreNoTextHaveNoListing() {
    TreeMap<String, MemoryTree> entries = new TreeMap<>();
    entries.put("\u00ff", MemoryTree.symlink("x"));
    StorePath odd =
        store.addTree(
            "odd",
            MemoryTree.directory(entries),
            TreeFilter.ALL,
            ContentAddressMethod.NAR,
            HashAlgorithm.SHA256,
            new TreeSet<>());

    push(store, CacheFixture.cache(files), odd);

    assertTrue(files.files().containsKey(odd.hashPart() + ".narinfo"));
    assertFalse(files.files().containsKey(odd.hashPart() + ".ls"));
  }

  @Test
  void allPathsAreListed() {
    BinaryCache cache = CacheFixture.cache(files);
    push(store, cache, text);

    assertEquals(new TreeSet<>(List.of(tree, text)), cache.allValidPaths());
  }

  @Test
  void draftsOfWritersThatDiedAreDeleted(@TempDir Path directory) throws IOException {
    Path old = Files.writeString(directory.resolve("x.narinfo.tmp.1.1"), "half");
    Path recent = Files.writeString(directory.resolve("y.narinfo.tmp.1.1"), "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

    push(store, CacheFixture.cache(new DirectoryTransport(directory)), text);

    assertTrue(Files.notExists(old));
    assertTrue(Files.exists(recent));
  }

  @Test
  void theListingTellsWhereFilesAre() {
    push(store, CacheFixture.cache(files), text);

    String listing = Latin1.string(files.files().get(tree.hashPart() + ".ls"));

    assertEquals(
        "{\"root\":{\"entries\":{"
            + "\"b\":{\"executable\":false,\"narOffset\":232,\"size\":5,\"type\":\"regular\"},"
            + "\"dir\":{\"entries\":{},\"type\":\"directory\"},"
            + "\"l\":{\"target\":\"b\",\"type\":\"symlink\"},"
            + "\"x\":{\"executable\":true,\"narOffset\":816,\"size\":2,\"type\":\"regular\"}},"
            + "\"type\":\"directory\"},\"version\":1}",
        listing);
  }

  @Test
  void aDescriptionComesLastAndAfterThoseItMentions() {
    List<String> written = new ArrayList<>();
    CacheTransport recording =
        new ForwardingTransport(files) {
          @Override
          public void write(String name, Upload content) throws IOException {
            super.write(name, content);
            synchronized (written) {
              written.add(name);
            }
          }
        };

    push(store, CacheFixture.cache(recording), text);

    String ofTree = tree.hashPart() + ".narinfo";
    String ofText = text.hashPart() + ".narinfo";
    assertEquals("nix-cache-info", written.getFirst());
    assertEquals(ofText, written.getLast());
    assertTrue(written.indexOf(ofTree) < written.indexOf(ofText));
    assertTrue(written.get(1).startsWith("nar/"), written.toString());
  }

  @Test
  void nothingIsDescribedThatRefersToWhatIsNotThere() {
    BinaryCache cache = CacheFixture.cache(files);

    assertThrows(
        StoreException.class, () -> cache.addArchive(store.info(text), store.openArchive(text)));

    assertFalse(files.files().containsKey(text.hashPart() + ".narinfo"));
    assertFalse(cache.isValid(text));
  }

  @Test
  void anArchiveThatIsNotWhatItShouldBeIsNotUploaded() throws IOException {
    BinaryCache cache = CacheFixture.cache(files);
    PathInfo wrong = store.info(tree);

    assertThrows(StoreException.class, () -> cache.addArchive(wrong, store.openArchive(text)));

    assertEquals(
        List.of(),
        files.files().keySet().stream()
            .filter(name -> name.endsWith("info") && !name.equals(CacheInfo.FILE))
            .toList());
  }

  @Test
  void changedArchivesNeverBecomeValid() {
    push(store, CacheFixture.cache(files), text);
    List<String> archives =
        files.files().keySet().stream().filter(name -> name.startsWith("nar/")).toList();
    for (String name : archives) {
      byte[] content = files.files().get(name);
      for (int at = 0; at < content.length; at += 7) {
        byte[] changed = content.clone();
        changed[at] ^= 1;
        files.files().put(name, changed);
        MemoryStore other = new MemoryStore(StoreDir.DEFAULT);
        PathCopier copier =
            new PathCopier(CacheFixture.cache(files), other, CopyOptions.unchecked().withJobs(1));
        try {
          copier.copyClosure(List.of(text));
          assertEquals(store.info(text).narHash(), other.info(text).narHash());
        } catch (StoreException refused) {
          assertFalse(other.isValid(text));
        }
      }
      files.files().put(name, content);
    }
  }

  @Test
  void anArchiveCannotBeLargerThanItsDescriptionSays() throws IOException {
    push(store, CacheFixture.cache(files), text);
    String name = tree.hashPart() + ".narinfo";
    String narInfo = Latin1.string(files.files().get(name));
    files.files().put(name, Latin1.bytes(narInfo.replaceAll("NarSize: .*", "NarSize: 100")));
    BinaryCache cache = CacheFixture.cache(files);
    ByteArrayOutputStream archive = new ByteArrayOutputStream();

    IOException refused = assertThrows(IOException.class, () -> cache.writeArchive(tree, archive));

    assertTrue(refused.getMessage().contains("larger than its description"));
    assertTrue(archive.size() <= 100);
  }

  @Test
  void filesAreReadWithoutAStore() throws IOException {
    push(store, CacheFixture.cache(files), text);

    try (BinaryCache cache = CacheFixture.cache(files)) {
      assertEquals(List.of("b", "dir", "l", "x"), cache.tree(tree).names());
      assertEquals("b", cache.tree(tree).child("l").target());
      byte[] content = cache.tree(tree).child("b").content().stream().readAllBytes();
      assertEquals("hello", Latin1.string(content));
    }
  }

  @Test
  void pathsFollowFromWhatIsAdded() throws IOException {
    try (BinaryCache cache = CacheFixture.cache(files)) {
      StorePath added =
          cache.addTree(
              "tree",
              CacheFixture.tree(),
              TreeFilter.ALL,
              ContentAddressMethod.NAR,
              HashAlgorithm.SHA256,
              new TreeSet<>());

      assertEquals(tree, added);
      assertEquals(
          text,
          cache.addText(
              "text", Latin1.bytes("see " + StoreDir.DEFAULT.print(tree)), CacheFixture.set(tree)));
      assertTrue(cache.info(text).isContentAddressed(StoreDir.DEFAULT));
    }
  }

  @Test
  void cachesOfOtherDirectoriesAreRefused() {
    files.files().put(CacheInfo.FILE, Latin1.bytes("StoreDir: /gnu/store\n"));

    StoreException refused =
        assertThrows(StoreException.class, () -> CacheFixture.cache(files).isValid(text));

    assertEquals(
        "binary cache 'memory://' is for Nix stores with prefix '/gnu/store', not '/nix/store'",
        refused.getMessage());
  }

  @Test
  void priorityComesFromTheCacheUnlessTheUserSaysOtherwise() {
    files.files().put(CacheInfo.FILE, Latin1.bytes("Priority: 30\nWantMassQuery: 1\n"));

    assertEquals(30, CacheFixture.cache(files).priority());
    assertTrue(CacheFixture.cache(files).wantsMassQuery());
    assertEquals(50, CacheFixture.cache(new MemoryTransport()).priority());
  }

  @Test
  void realisationsOfBothKindsAreKept() {
    String hashed = "sha256:" + "a".repeat(64);
    String named = "5bycwvpqqby32apv2s33daa0qdhdp5mf-x.drv";
    for (String derivation : List.of(hashed, named)) {
      Realisation realisation =
          new Realisation(derivation, "out", text, new TreeSet<>(List.of("k:c2ln")));
      CacheFixture.cache(files).register(realisation);

      assertEquals(realisation, CacheFixture.cache(files).realisation(derivation, "out"));
      assertNull(CacheFixture.cache(files).realisation(derivation, "dev"));
    }
    assertNotNull(files.files().get("realisations/" + hashed + "!out.doi"));
    assertNotNull(files.files().get("build-trace-v2/" + named + "/out.doi"));
  }

  @Test
  void namesInDescriptionsDoNotLeadOutOfADirectory(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("secret"), "x");
    DirectoryTransport transport = new DirectoryTransport(directory.resolve("cache"));
    for (String name :
        List.of("../secret", "nar/../../secret", directory + "/secret", "./x", "", "a//b")) {
      assertThrows(IOException.class, () -> transport.open(name).close(), name);
      assertThrows(
          IOException.class, () -> transport.write(name, new Upload.Bytes(new byte[1], "")), name);
    }
  }

  @Test
  void directoriesHoldWhatWasPushed(@TempDir Path directory) throws IOException {
    push(store, CacheFixture.cache(new DirectoryTransport(directory)), text);

    BinaryCache cache = CacheFixture.cache(new DirectoryTransport(directory));

    assertEquals(store.info(text).narHash(), cache.info(text).narHash());
    assertEquals("StoreDir: /nix/store\n", Files.readString(directory.resolve("nix-cache-info")));
    try (var names = Files.walk(directory)) {
      assertEquals(List.of(), names.filter(name -> name.toString().contains(".tmp.")).toList());
    }
  }
}
