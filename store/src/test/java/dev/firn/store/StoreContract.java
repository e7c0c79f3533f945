package dev.firn.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.InputOutputs;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every store. */
public abstract class StoreContract {
  private static final SortedSet<StorePath> NONE = new TreeSet<>();

  private IndexedStore store;

  /** A new, empty store. */
  protected abstract IndexedStore open() throws IOException;

  @BeforeEach
  void openStore() throws IOException {
    store = open();
  }

  @AfterEach
  void closeStore() throws IOException {
    store.close();
    cleanUp();
  }

  /** Called after each test, when its store is closed. */
  protected void cleanUp() throws IOException {}

  private static SortedSet<StorePath> set(StorePath... paths) {
    return new TreeSet<>(List.of(paths));
  }

  private static byte[] bytes(String text) {
    return Latin1.bytes(text);
  }

  private static MemoryTree sample() {
    SortedMap<String, MemoryTree> entries = new TreeMap<>();
    entries.put("b", MemoryTree.file(bytes("hello")));
    entries.put("dir", MemoryTree.directory(new TreeMap<>()));
    entries.put("l", MemoryTree.symlink("b"));
    entries.put("x", MemoryTree.executable(bytes("#!")));
    return MemoryTree.directory(entries);
  }

  private static byte[] archive(FileTree tree) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    NarWriter.write(tree, archive);
    return archive.toByteArray();
  }

  private StorePath addTree(String name, FileTree tree, ContentAddressMethod method) {
    return store.addTree(name, tree, TreeFilter.ALL, method, HashAlgorithm.SHA256, NONE);
  }

  private String problem(Runnable action) {
    return assertThrows(StoreException.class, action::run).getMessage();
  }

  @Test
  void unknownPaths() {
    StorePath path = StorePath.of(new byte[20], "x");
    assertFalse(store.isValid(path));
    assertNull(store.find(path));
    String expected = "path '" + store.dir().print(path) + "' is not valid";
    assertEquals(expected, problem(() -> store.info(path)));
    assertEquals(expected, problem(() -> store.tree(path)));
    assertEquals(expected, problem(() -> store.addText("y", bytes("y"), set(path))));
  }

  @Test
  void texts() throws IOException {
    StorePath first = store.addText("f", bytes("hi"), NONE);
    StorePath second = store.addText("g", bytes(store.dir().print(first)), set(first));
    assertEquals(first, store.addText("f", bytes("hi"), NONE));
    for (int flushed = 0; flushed < 2; flushed++) {
      assertTrue(store.isValid(first));
      PathInfo info = store.info(second);
      assertEquals(set(first), info.references());
      assertEquals(second, info.path());
      byte[] archive = archive(store.tree(second));
      assertEquals(Hash.digest(HashAlgorithm.SHA256, archive), info.narHash());
      assertEquals(archive.length, info.narSize());
      assertEquals(
          "text:sha256:" + Hash.digest(HashAlgorithm.SHA256, "hi").nix32(),
          store.info(first).contentAddress().text());
      assertNull(info.deriver());
      assertFalse(info.ultimate());
      assertEquals("hi", Latin1.string(store.tree(first).content().stream().readAllBytes()));
      store.flush();
    }
  }

  @Test
  void trees() throws IOException {
    StorePath path = addTree("nt", sample(), ContentAddressMethod.NAR);
    assertEquals(path, addTree("nt", sample(), ContentAddressMethod.NAR));
    for (int flushed = 0; flushed < 2; flushed++) {
      assertEquals(
          "0faf8201e70bc57d51536e95be1035a9d4e10c5959e1e7ac7668e1422843d06c",
          store.info(path).narHash().base16());
      assertEquals(872, store.info(path).narSize());
      assertEquals(List.of("b", "dir", "l", "x"), store.tree(path).names());
      assertEquals(FileKind.EXECUTABLE, store.tree(path).child("x").kind());
      assertEquals(
          Hash.digest(HashAlgorithm.SHA256, archive(sample())),
          Hash.digest(HashAlgorithm.SHA256, archive(store.tree(path))));
      store.flush();
    }
  }

  @Test
  void flatFilesLoseTheExecutableBit() throws IOException {
    StorePath path = addTree("x", sample().child("x"), ContentAddressMethod.FLAT);
    assertEquals(FileKind.REGULAR, store.tree(path).kind());
    assertEquals(path, addTree("x", MemoryTree.file(bytes("#!")), ContentAddressMethod.FLAT));
    assertTrue(
        problem(() -> addTree("d", sample(), ContentAddressMethod.FLAT))
            .startsWith("cannot add 'd': "));
  }

  @Test
  void filtersAreAskedOnce() throws IOException {
    List<String> asked = new ArrayList<>();
    TreeFilter filter =
        (path, kind) -> {
          asked.add(path);
          return !path.equals("/dir");
        };
    StorePath path =
        store.addTree("nt", sample(), filter, ContentAddressMethod.NAR, HashAlgorithm.SHA1, NONE);
    assertEquals(List.of("/b", "/dir", "/l", "/x"), asked);
    assertEquals(List.of("b", "l", "x"), store.tree(path).names());
  }

  @Test
  void archives() throws IOException {
    StorePath reference = store.addText("f", bytes("hi"), NONE);
    byte[] archive = archive(sample());
    Hash hash = Hash.digest(HashAlgorithm.SHA256, archive);
    StorePath path = StorePath.of(new byte[20], "out");
    StorePath deriver = StorePath.of(new byte[20], "out.drv");
    SortedSet<StorePath> references = set(path, reference);
    PathInfo info =
        new PathInfo(
            path,
            hash,
            archive.length,
            references,
            deriver,
            1234,
            true,
            new TreeSet<>(List.of("k:c2ln")),
            null);
    store.addArchive(info, new ByteArrayInputStream(archive));
    assertEquals(info, store.info(path));
    store.flush();
    assertEquals(info, store.info(path));
    store.addArchive(info, new ByteArrayInputStream(new byte[0]));
  }

  @Test
  void whatIsCalledADerivationIsAFile() throws IOException {
    byte[] archive = archive(sample());
    Hash hash = Hash.digest(HashAlgorithm.SHA256, archive);
    StorePath path = StorePath.of(new byte[20], "folder.drv");
    PathInfo info =
        new PathInfo(path, hash, archive.length, NONE, null, 0, true, new TreeSet<>(), null);
    InputStream content = new ByteArrayInputStream(archive);
    assertThrows(StoreException.class, () -> store.addArchive(info, content));
    assertFalse(store.isValid(path));
  }

  @Test
  void wrongArchivesAreRefused() throws IOException {
    byte[] archive = archive(sample());
    Hash hash = Hash.digest(HashAlgorithm.SHA256, archive);
    StorePath path = StorePath.of(new byte[20], "out");
    PathInfo wrongHash =
        new PathInfo(
            path,
            Hash.zero(HashAlgorithm.SHA256),
            archive.length,
            set(),
            null,
            1,
            false,
            new TreeSet<>(),
            null);
    assertEquals(
        "hash mismatch importing path '"
            + store.dir().print(path)
            + "';\n  specified: sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n  got:       "
            + hash.sri(),
        problem(() -> store.addArchive(wrongHash, new ByteArrayInputStream(archive))));
    PathInfo wrongSize = new PathInfo(path, hash, 1, set(), null, 1, false, new TreeSet<>(), null);
    assertTrue(
        problem(() -> store.addArchive(wrongSize, new ByteArrayInputStream(archive)))
            .startsWith("size mismatch importing path"));
    PathInfo wrongBytes = new PathInfo(path, hash, 3, set(), null, 1, false, new TreeSet<>(), null);
    problem(() -> store.addArchive(wrongBytes, new ByteArrayInputStream(new byte[3])));
    assertFalse(store.isValid(path));
  }

  @Test
  void derivations() {
    StorePath source = store.addText("src", bytes("hi"), NONE);
    Derivation first = derivation("first", new TreeMap<>(), set(source));
    StorePath firstPath = store.addDerivation(first);
    SortedMap<StorePath, InputOutputs> inputs = new TreeMap<>();
    inputs.put(firstPath, InputOutputs.of("out"));
    Derivation second = derivation("second", inputs, set());
    StorePath secondPath = store.addDerivation(second);
    for (int flushed = 0; flushed < 2; flushed++) {
      assertEquals(first, store.readDerivation(firstPath));
      assertEquals(second, store.readDerivation(secondPath));
      assertEquals(set(source), store.info(firstPath).references());
      assertEquals(set(firstPath), store.info(secondPath).references());
      assertNotNull(store.info(secondPath).contentAddress());
      store.flush();
    }
  }

  private Derivation derivation(
      String name, SortedMap<StorePath, InputOutputs> inputs, SortedSet<StorePath> sources) {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    outputs.put("out", new DerivationOutput.Deferred());
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("out", "");
    Derivation derivation =
        new Derivation(name, outputs, inputs, sources, "s", "b", List.of(), environment, null);
    DerivationHasher hasher =
        new DerivationHasher(store.dir(), new HashMap<>(), store::readDerivation);
    return OutputPaths.fill(derivation, hasher, store.dir());
  }

  @Test
  void whatIsNoDerivationCannotBeRead() {
    StorePath path = store.addText("x", bytes("hi"), NONE);
    assertThrows(RuntimeException.class, () -> store.readDerivation(path));
  }

  @Test
  void contentAddressesMustBeTrue() throws IOException {
    byte[] archive = archive(sample());
    Hash hash = Hash.digest(HashAlgorithm.SHA256, archive);
    String address = "fixed:r:sha256:" + hash.nix32();
    StorePath wrongPath = StorePath.of(new byte[20], "nt");
    assertTrue(
        problem(() -> addArchive(wrongPath, archive, hash, set(), address))
            .endsWith("claims to be content-addressed but isn't"));
    StorePath path =
        StorePaths.source(store.dir(), "nt", Hash.zero(HashAlgorithm.SHA256), References.NONE);
    String zero = "fixed:r:sha256:" + Hash.zero(HashAlgorithm.SHA256).nix32();
    assertEquals(
        "ca hash mismatch importing path '"
            + store.dir().print(path)
            + "';\n  specified: sha256:"
            + Hash.zero(HashAlgorithm.SHA256).nix32()
            + "\n  got:       sha256:"
            + hash.nix32(),
        problem(() -> addArchive(path, archive, hash, set(), zero)));
    assertFalse(store.isValid(path));
  }

  @Test
  void contentMayNameItsOwnPath() throws IOException {
    StorePath scratch = StorePath.of(new byte[20], "self");
    MemoryTree before = MemoryTree.file(bytes("I am " + store.dir().print(scratch)));
    ContentAddress any = ContentAddress.parse("fixed:r:sha256:" + "0".repeat(52));
    Hash modulo = TreeAddress.modulo(before, any, scratch.hashPart());
    References self = new References(set(), true);
    StorePath path = StorePaths.source(store.dir(), "self", modulo, self);
    byte[] archive = archive(MemoryTree.file(bytes("I am " + store.dir().print(path))));
    Hash hash = Hash.digest(HashAlgorithm.SHA256, archive);
    addArchive(path, archive, hash, set(path), "fixed:r:sha256:" + modulo.nix32());
    assertTrue(store.info(path).isContentAddressed(store.dir()));
    assertEquals(set(path), store.referrers(path));
  }

  private void addArchive(
      StorePath path, byte[] archive, Hash hash, SortedSet<StorePath> references, String address) {
    PathInfo info =
        new PathInfo(
            path,
            hash,
            archive.length,
            references,
            null,
            1,
            false,
            new TreeSet<>(),
            ContentAddress.parse(address));
    store.addArchive(info, new ByteArrayInputStream(archive));
  }

  @Test
  void theWholeIsKnown() {
    StorePath first = store.addText("f", bytes("hi"), NONE);
    StorePath second = store.addText("g", bytes(store.dir().print(first)), set(first));
    StorePath third = store.addText("h", bytes(store.dir().print(second)), set(first, second));
    assertEquals(set(first, second, third), store.allValidPaths());
    assertEquals(set(second, third), store.referrers(first));
    assertEquals(set(), store.referrers(third));
    assertEquals(second, store.findByHashPart(second.hashPart()));
    assertNull(store.findByHashPart("0".repeat(32)));
    assertNull(store.findByHashPart("z".repeat(32)));
    assertEquals("invalid hash part", problem(() -> store.findByHashPart("0")));
    assertEquals(set(first, second), Closures.references(store, set(second)));
    assertEquals(
        set(first, second, third),
        Closures.referrers(store, set(first), Closures.Following.REFERENCES));
    assertEquals(
        List.of(first, second, third), TopologicalOrder.sort(set(third, first, second), store));
  }

  @Test
  void derivationsAndOutputsKnowEachOther() throws IOException {
    StorePath source = store.addText("src", bytes("hi"), NONE);
    Derivation derivation = derivation("first", new TreeMap<>(), set(source));
    StorePath path = store.addDerivation(derivation);
    StorePath output = store.derivationOutputs(path).get("out");
    assertEquals(derivation.outputs().get("out").knownPath(), output);
    assertEquals(set(path), store.validDerivers(output));
    assertEquals(set(), store.validDerivers(source));
    problem(() -> store.derivationOutputs(output));
    assertEquals(
        set(path, source),
        Closures.references(store, set(path), new Closures.Following(true, false)));
    byte[] archive = archive(sample());
    PathInfo info =
        new PathInfo(
            output,
            Hash.digest(HashAlgorithm.SHA256, archive),
            archive.length,
            set(),
            path,
            1,
            true,
            new TreeSet<>(),
            null);
    store.addArchive(info, new ByteArrayInputStream(archive));
    assertEquals(
        set(path, source, output),
        Closures.references(store, set(path), new Closures.Following(true, false)));
    assertEquals(
        set(path, source, output),
        Closures.references(store, set(output), new Closures.Following(false, true)));
    assertEquals(
        set(path, output),
        Closures.referrers(store, set(output), new Closures.Following(true, false)));
    assertEquals(
        set(path, output),
        Closures.referrers(store, set(path), new Closures.Following(false, true)));
  }

  @Test
  void signaturesAreAdded() {
    StorePath path = store.addText("f", bytes("hi"), NONE);
    store.addSignatures(path, List.of("b:AA==", "a:AA=="));
    store.addSignatures(path, List.of("b:AA==", "c:AA=="));
    assertEquals(List.of("a:AA==", "b:AA==", "c:AA=="), List.copyOf(store.info(path).signatures()));
    StorePath unknown = StorePath.of(new byte[20], "x");
    problem(() -> store.addSignatures(unknown, List.of("b:AA==")));
  }

  /** What may stand for a derivation. */
  protected List<String> derivationNames() {
    return List.of("5wq5jx7219pmi3xklyhl77fjbqvy6qaj-x.drv", "sha256:" + "0".repeat(64));
  }

  @Test
  void realisationsAreKept() {
    StorePath path = store.addText("f", bytes("hi"), NONE);
    StorePath other = store.addText("g", bytes("hi"), NONE);
    for (String derivation : derivationNames()) {
      assertNull(store.realisation(derivation, "out"));
      store.register(new Realisation(derivation, "out", path, new TreeSet<>(List.of("a:AA=="))));
      store.register(new Realisation(derivation, "out", path, new TreeSet<>(List.of("b:AA=="))));
      Realisation found = store.realisation(derivation, "out");
      assertNotNull(found);
      assertEquals(path, found.path());
      assertEquals(List.of("a:AA==", "b:AA=="), List.copyOf(found.signatures()));
      assertNull(store.realisation(derivation, "dev"));
      assertTrue(
          problem(() -> store.register(new Realisation(derivation, "out", other, new TreeSet<>())))
              .startsWith("Trying to register a realisation of '" + derivation + "^out'"));
    }
  }

  @Test
  void closuresAreWhatReferencesReach() {
    Random random = new Random(5);
    List<StorePath> paths = new ArrayList<>();
    SortedMap<StorePath, SortedSet<StorePath>> references = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      SortedSet<StorePath> some = new TreeSet<>();
      while (i > 0 && random.nextInt(3) > 0) {
        some.add(paths.get(random.nextInt(i)));
      }
      StorePath path = store.addText("p" + i, bytes("p"), some);
      paths.add(path);
      references.put(path, some);
    }
    for (boolean flushed : new boolean[] {false, true}) {
      for (int i = 0; i < 10; i++) {
        checkClosures(
            set(paths.get(random.nextInt(40)), paths.get(random.nextInt(40))), references);
      }
      if (!flushed) {
        store.flush();
      }
    }
  }

  private void checkClosures(
      SortedSet<StorePath> starts, SortedMap<StorePath, SortedSet<StorePath>> references) {
    SortedMap<StorePath, SortedSet<StorePath>> down = new TreeMap<>(references);
    down.keySet().retainAll(reach(starts, references::get));
    assertEquals(down, store.closure(starts));
    SortedMap<StorePath, SortedSet<StorePath>> up = new TreeMap<>();
    for (StorePath path : reach(starts, path -> referrers(path, references))) {
      up.put(path, new TreeSet<>());
    }
    for (StorePath path : up.keySet()) {
      referrers(path, references).forEach(referrer -> up.get(referrer).add(path));
    }
    assertEquals(up, store.referrersClosure(starts));
    assertEquals(up.keySet(), new TreeSet<>(Closures.sortedReferrers(store, starts)));
  }

  private static SortedSet<StorePath> referrers(
      StorePath path, SortedMap<StorePath, SortedSet<StorePath>> references) {
    SortedSet<StorePath> referrers = new TreeSet<>();
    references.forEach((from, to) -> {
      if (to.contains(path)) {
        referrers.add(from);
      }
    });
    return referrers;
  }

  private static SortedSet<StorePath> reach(
      SortedSet<StorePath> starts, Function<StorePath, SortedSet<StorePath>> next) {
    SortedSet<StorePath> reached = new TreeSet<>(starts);
    for (int size = 0; size != reached.size(); ) {
      size = reached.size();
      List.copyOf(reached).forEach(path -> reached.addAll(next.apply(path)));
    }
    return reached;
  }

  @Test
  void closuresOfUnknownPaths() {
    StorePath path = StorePath.of(new byte[20], "x");
    String expected = "path '" + store.dir().print(path) + "' is not valid";
    assertEquals(expected, problem(() -> store.closure(set(path))));
    assertEquals(expected, problem(() -> Closures.sortedReferrers(store, set(path))));
    assertEquals(set(path), store.referrersClosure(set(path)).keySet());
  }
}
