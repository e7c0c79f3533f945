package dev.firn.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.StoreContract;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.InputOutputs;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest extends StoreContract {
  private static final SortedSet<StorePath> NONE = new TreeSet<>();

  @TempDir Path directory;

  private StoreLocation location() {
    StoreDir dir = new StoreDir(directory.resolve("store").toString());
    return StoreLocation.of(dir, directory.resolve("state"));
  }

  @Override
  protected LocalStore open() {
    return new LocalStore(location());
  }

  /** Directories of a store are read-only, which the removal of the test's directory does not expect. */
  @Override
  protected void cleanUp() throws IOException {
    Disk.REAL.deleteTree(location().files());
  }

  private static byte[] bytes(String text) {
    return Latin1.bytes(text);
  }

  /** The names in a directory of the store; the folder of shared files is in every store and not counted. */
  private List<String> names(String part) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(part))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".links"))
          .sorted()
          .toList();
    }
  }

  private Path source() throws IOException {
    Path source = Files.createDirectories(directory.resolve("source"));
    Files.writeString(source.resolve("a"), "a");
    Files.createDirectories(source.resolve("sub"));
    Files.writeString(source.resolve("sub/b"), "b");
    return source;
  }

  @Test
  void nothingIsTouchedUntilItIsNeeded() throws IOException {
    try (Store store = open()) {
      assertFalse(store.isValid(StorePath.of(new byte[20], "x")));
    }
    assertEquals(List.of(), names(""));
  }

  @Test
  void othersSeeWhatWasFlushed() {
    try (Store writer = open();
        Store reader = open()) {
      StorePath path = writer.addText("x", bytes("x"), NONE);
      assertFalse(reader.isValid(path));
      writer.flush();
      assertTrue(reader.isValid(path));
      PathInfo info = reader.info(path);
      assertEquals(writer.info(path), info);
    }
  }

  private static StorePath addDerivation(
      LocalStore store, String name, SortedMap<StorePath, InputOutputs> inputs) {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    outputs.put("out", new DerivationOutput.Deferred());
    SortedMap<String, String> environment = new TreeMap<>(Map.of("out", ""));
    Derivation plain =
        new Derivation(
            name, outputs, inputs, new TreeSet<>(), "s", "b", List.of(), environment, null);
    DerivationHasher hasher =
        new DerivationHasher(store.dir(), new HashMap<>(), store::readDerivation);
    StorePath path = store.addDerivation(OutputPaths.fill(plain, hasher, store.dir()));
    store.flush();
    return path;
  }

  @Test
  void derivationsBecomeValidTogetherWithWhatTheyUse() {
    try (LocalStore store = open()) {
      StorePath input = addDerivation(store, "input", new TreeMap<>());
      StorePath user =
          addDerivation(store, "a-user", new TreeMap<>(Map.of(input, InputOutputs.of("out"))));
      List<PathInfo> infos = List.of(store.info(user), store.info(input));
      store.invalidate(List.of(user, input));

      store.registerPlaced(infos, false);

      assertTrue(store.isValid(user));
      assertEquals(1, store.derivationOutputs(user).size());
    }
  }

  @Test
  void aNewStoreHasAPlaceForRoots() throws IOException {
    try (LocalStore store = open()) {
      store.create();
    }
    assertEquals(List.of(), names("state/gcroots"));
  }

  @Test
  void filesAreSealedAndNothingElseIsLeft() throws IOException {
    StorePath path;
    try (Store store = open()) {
      path =
          store.addTree(
              "t",
              new DiskTree(source()),
              TreeFilter.ALL,
              ContentAddressMethod.NAR,
              HashAlgorithm.SHA256,
              NONE);
    }
    assertEquals(List.of(path.baseName()), names("store"));
    assertEquals(List.of(), names("state/temproots"));
    Path files = location().files(path);
    for (String name : List.of("", "a", "sub", "sub/b")) {
      Path file = files.resolve(name);
      assertEquals(1000, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis());
      assertEquals(
          Files.isDirectory(file) ? "r-xr-xr-x" : "r--r--r--",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
  }

  @Test
  void leftoversAreReplaced() throws IOException {
    StorePath tree;
    StorePath text;
    try (Store store = open()) {
      tree =
          store.addTree(
              "t",
              new DiskTree(source()),
              TreeFilter.ALL,
              ContentAddressMethod.NAR,
              HashAlgorithm.SHA256,
              NONE);
      text = store.addText("x", bytes("x"), NONE);
    }
    Disk.REAL.deleteTree(location().database());
    Path inTree = location().files(tree);
    Files.setPosixFilePermissions(inTree, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(inTree.resolve("partial"), "");
    Disk.REAL.deleteTree(location().files(text));
    Files.createDirectory(location().files(text));
    Files.writeString(location().files(text).resolve("y"), "");
    try (Store store = open()) {
      assertFalse(store.isValid(tree));
      store.addTree(
          "t",
          new DiskTree(source()),
          TreeFilter.ALL,
          ContentAddressMethod.NAR,
          HashAlgorithm.SHA256,
          NONE);
      store.addText("x", bytes("x"), NONE);
      assertEquals(List.of("a", "sub"), store.tree(tree).names());
      assertEquals("x", Files.readString(location().files(text)));
    }
    assertEquals(2, names("store").size());
  }

  /** Adds a file that is written at once. */
  private static StorePath addFile(Store store) {
    return store.addTree(
        "x",
        MemoryTree.file(bytes("x")),
        TreeFilter.ALL,
        ContentAddressMethod.FLAT,
        HashAlgorithm.SHA256,
        NONE);
  }

  @Test
  void textsCanBeReadBeforeTheyAreWritten() throws IOException {
    try (Store store = open()) {
      StorePath path = store.addText("x", bytes("x"), NONE);
      assertFalse(Files.exists(location().files(path), LinkOption.NOFOLLOW_LINKS));
      assertEquals(MemoryTree.file(bytes("x")), store.tree(path));
      store.flush();
      assertEquals("x", Files.readString(location().files(path)));
      assertEquals(List.of(path.baseName()), names("store"));
    }
  }

  @Test
  void manyTextsAreWrittenEarly() throws IOException {
    try (Store store = open()) {
      StorePath first = store.addText("x", bytes("x"), NONE);
      for (int i = 0; i < 3; i++) {
        store.addText("large-" + i, new byte[8 << 20], NONE);
      }
      assertTrue(Files.exists(location().files(first)));
    }
  }

  @Test
  void whatBecameValidMeanwhileStays() throws IOException {
    try (Store store = open();
        Store other = open()) {
      StorePath path = store.addText("x", bytes("x"), NONE);
      other.addText("x", bytes("x"), NONE);
      other.flush();
      Object before = Files.getAttribute(location().files(path), "unix:ino");
      store.flush();
      assertEquals(before, Files.getAttribute(location().files(path), "unix:ino"));
      assertEquals(List.of(path.baseName()), names("store"));
    }
  }

  @Test
  void unfinishedFilesOfOthersAreReplaced() throws IOException {
    try (Store store = open()) {
      StorePath path = store.addText("x", bytes("x"), NONE);
      Files.createDirectories(location().files());
      Files.writeString(location().files(path), "");
      store.flush();
      assertEquals("x", Files.readString(location().files(path)));
    }
  }

  @Test
  void filesThatAreNotAsDescribedAreRefused() throws IOException {
    LocalStore store = open();
    StorePath path = StorePath.of(new byte[20], "x");
    Hash wrong = Hash.digest(HashAlgorithm.SHA256, bytes("y"));
    store.addFiles(
        PathInfo.added(path, wrong, 1, NONE, new ContentAddress(ContentAddressMethod.TEXT, wrong)),
        MemoryTree.file(bytes("x")));
    assertTrue(
        assertThrows(StoreException.class, store::flush).getMessage().contains("hash mismatch"));
    assertEquals(List.of(), names("store"));
    store.release();
  }

  @Test
  void whatDisappearsBeforeItIsRegisteredIsReported() throws IOException {
    Store store = open();
    StorePath path = addFile(store);
    Disk.REAL.deleteTree(location().files(path));
    assertTrue(
        assertThrows(StoreException.class, store::flush)
            .getMessage()
            .contains("before it could be registered"));
  }

  @Test
  void whatWasReplacedByTheSameIsRegistered() throws IOException {
    try (Store store = open()) {
      StorePath path = addFile(store);
      Disk.REAL.deleteTree(location().files(path));
      Files.writeString(location().files(path), "x");
      store.flush();
      assertTrue(store.isValid(path));
    }
  }

  @Test
  void newerDatabasesAreRefused() throws IOException {
    Files.createDirectories(location().database());
    Files.writeString(location().database().resolve("schema"), "11");
    Store store = open();
    assertEquals(
        "current Nix store schema is version 11, but I only support 10",
        assertThrows(StoreException.class, () -> store.isValid(StorePath.of(new byte[20], "x")))
            .getMessage());
  }

  /** Nix writes the file where it stands: for a moment, or if it is killed then for ever, it is empty. */
  @Test
  void aDatabaseThatSomebodyJustMakesIsMade() throws IOException {
    Files.createDirectories(location().database());
    Path schema = Files.createFile(location().database().resolve("schema"));
    try (Store store = open()) {
      StorePath path = store.addText("x", bytes("x"), NONE);
      store.flush();
      assertTrue(store.isValid(path));
    }
    assertEquals("10", Files.readString(schema));
  }

  @Test
  void textsThatClaimToBeDerivationsMustBe() throws IOException {
    try (Store store = open()) {
      assertTrue(
          assertThrows(StoreException.class, () -> store.addText("x.drv", bytes("x"), NONE))
              .getMessage()
              .startsWith("error parsing derivation"));
    }
    assertFalse(Files.exists(location().files()));
  }

  @Test
  void manyPathsInOneFlush() {
    StorePath last = null;
    try (Store store = open()) {
      for (int i = 0; i < 1000; i++) {
        SortedSet<StorePath> references = last == null ? NONE : new TreeSet<>(List.of(last));
        last = store.addText("n" + i, bytes("content " + i), references);
      }
    }
    try (Store store = open()) {
      assertTrue(store.isValid(last));
      assertEquals(1, store.info(last).references().size());
    }
  }
}
