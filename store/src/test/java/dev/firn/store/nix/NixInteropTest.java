package dev.firn.store.nix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.text.Latin1;
import dev.firn.store.Closures;
import dev.firn.store.PathInfo;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.TopologicalOrder;
import dev.firn.store.exchange.Exporter;
import dev.firn.store.exchange.Importer;
import dev.firn.store.exchange.Registrations;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.Collector;
import dev.firn.store.gc.RootFinder;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.Optimiser;
import dev.firn.store.local.TestStores;
import dev.firn.store.path.StorePath;
import dev.firn.store.profile.Generation;
import dev.firn.store.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Firn and Nix work on one store. */
class NixInteropTest {
  private static final String GRAPH =
      """
      let
        sh = name: script: inputs: derivation {
          inherit name inputs;
          system = builtins.currentSystem;
          builder = "/bin/sh";
          args = [ "-c" script ];
          outputs = [ "out" "dev" ];
        };
        a = sh "a" "echo a > $out; echo $out > $dev" [ ];
        b = sh "b" "echo $inputs > $out; echo b > $dev" [ a a.dev ];
        c = sh "c" "/bin/mkdir $out; echo $inputs $out > $out/f; echo c > $dev" [ a.dev b ];
      in c
      """;

  @TempDir Path directory;
  private ReferenceNix nix;
  private LocalStore store;

  @BeforeEach
  void open() {
    nix = new ReferenceNix(directory);
    store = new LocalStore(nix.location());
  }

  @AfterEach
  void cleanUp() throws IOException {
    if (nix != null) {
      store.close();
      TestStores.delete(nix.location());
    }
  }

  private List<StorePath> fill() {
    List<StorePath> paths = new ArrayList<>();
    paths.add(TestStores.text(store, "low"));
    paths.add(TestStores.text(store, "middle", paths.getFirst()));
    paths.add(TestStores.text(store, "top", paths.getFirst(), paths.getLast()));
    paths.add(TestStores.add(store, "tree", TestStores.tree("content")));
    StorePath self = StorePath.of("1".repeat(32) + "-self");
    TestStores.put(store, self, TestStores.tree("self"), TestStores.set(self, paths.getFirst()));
    paths.add(self);
    store.flush();
    return paths;
  }

  private String[] names(String first, List<StorePath> paths) {
    List<String> words = new ArrayList<>(List.of(first.split(" ")));
    paths.forEach(path -> words.add(store.dir().print(path)));
    return words.toArray(new String[0]);
  }

  private List<StorePath> built() throws IOException {
    Path file = Files.writeString(directory.resolve("graph.nix"), GRAPH);
    String out = nix.get("nix-build", "--no-out-link", file.toString());
    List<StorePath> closure = new ArrayList<>();
    for (String line : nix.get("nix-store", "-qR", out).lines().toList()) {
      closure.add(store.dir().parse(line));
    }
    return closure;
  }

  private void assertSound() {
    Verdicts.assertSound(nix, store);
  }

  @Test
  void nixAcceptsWhatFirnWrote() throws IOException {
    List<StorePath> paths = fill();
    assertSound();
    for (StorePath path : paths) {
      String name = store.dir().print(path);
      assertArrayEquals(
          TestStores.archive(store.tree(path)), nix.run("nix-store", "--dump", name).output());
      assertEquals(
          sorted(Closures.references(store, List.of(path))), nix.get("nix-store", "-qR", name));
      assertEquals(
          sorted(store.info(path).references()), nix.get("nix-store", "-q", "--references", name));
      assertEquals(sorted(store.referrers(path)), nix.get("nix-store", "-q", "--referrers", name));
    }
    assertDumpsAgree();
    assertExportsAgree(paths);
  }

  private String sorted(Collection<StorePath> paths) {
    return print(TopologicalOrder.sort(paths, store));
  }

  private String print(Iterable<StorePath> paths) {
    List<String> names = new ArrayList<>();
    paths.forEach(path -> names.add(store.dir().print(path)));
    return String.join("\n", names);
  }

  private void assertDumpsAgree() throws IOException {
    ByteArrayOutputStream dump = new ByteArrayOutputStream();
    Registrations.write(store, store.allValidPaths(), true, true, dump);
    assertEquals(nix.run("nix-store", "--dump-db").text(), Latin1.string(dump.toByteArray()));
  }

  private void assertExportsAgree(List<StorePath> paths) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Exporter.write(store, paths, stream);
    byte[] theirs = nix.run(names("nix-store --export", paths)).output();
    assertArrayEquals(theirs, stream.toByteArray());
  }

  @Test
  void firnReadsWhatNixWrote() throws IOException {
    List<StorePath> closure = built();
    assertSound();
    assertDumpsAgree();
    assertExportsAgree(closure);
    StorePath top = closure.getLast();
    assertEquals(closure, TopologicalOrder.sort(Closures.references(store, List.of(top)), store));
    PathInfo info = store.info(top);
    StorePath deriver = info.deriver();
    assertTrue(info.ultimate());
    assertEquals(top, store.derivationOutputs(deriver).get("out"));
    assertEquals(TestStores.set(deriver), store.validDerivers(top));
    String[] requisites = {"nix-store", "-qR", "--include-outputs", store.dir().print(deriver)};
    SortedSet<StorePath> all =
        Closures.references(store, List.of(deriver), new Closures.Following(true, false));
    assertEquals(nix.get(requisites), print(TopologicalOrder.sort(all, store)));
  }

  @Test
  void streamsGoBothWays() throws IOException {
    List<StorePath> closure = built();
    byte[] exported = nix.run(names("nix-store --export", closure)).output();
    try (LocalStore other = new LocalStore(nix.location())) {
      delete(closure);
      assertFalse(other.isValid(closure.getLast()));
      assertEquals(
          closure, Importer.read(other, SignaturePolicy.NONE, new ByteArrayInputStream(exported)));
    }
    assertSound();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Exporter.write(store, closure, stream);
    store.close();
    store = new LocalStore(nix.location());
    delete(closure);
    ReferenceNix.Result imported = nix.runWith(stream.toByteArray(), "nix-store", "--import");
    assertEquals(0, imported.exit(), imported.errors());
    assertEquals(print(closure), imported.text().stripTrailing());
    assertSound();
  }

  private void delete(List<StorePath> paths) {
    CollectionRequest request = CollectionRequest.delete(new TreeSet<>(paths), true);
    Collector.collect(store, request, message -> {});
  }

  @Test
  void databasesCanBeLoaded() throws IOException {
    fill();
    byte[] dump = nix.run("nix-store", "--dump-db").output();
    store.close();
    Disk.REAL.deleteTree(nix.location().database());
    store = new LocalStore(nix.location());
    List<PathInfo> infos = Registrations.read(new ByteArrayInputStream(dump), store.dir(), true);
    assertEquals(5, infos.size());
    store.registerPlaced(infos, true);
    assertSound();
    assertDumpsAgree();
  }

  @Test
  void bothFindTheSameGarbage() throws IOException {
    List<StorePath> closure = built();
    StorePath top = closure.getLast();
    List<StorePath> other = fill();
    store.close();
    store = new LocalStore(nix.location());
    Path link = directory.resolve("result");
    nix.get("nix-store", "--add-root", link.toString(), "--indirect", "-r", store.dir().print(top));
    assertEquals(
        lines("nix-store", "--gc", "--print-roots"),
        RootFinder.find(store, false).lines(store.dir()));
    assertEquals(lines("nix-store", "--gc", "--print-dead"), collect("RETURN_DEAD"));
    assertEquals(lines("nix-store", "--gc", "--print-live"), collect("RETURN_LIVE"));
    assertTrue(collect("RETURN_DEAD").containsAll(print(other).lines().toList()));
    assertEquals(
        lines("nix-store", "--gc", "--print-dead", "--option", "keep-derivations", "false"),
        List.copyOf(
            Collector.collect(
                    store,
                    CollectionRequest.whole(
                        CollectionRequest.Action.RETURN_DEAD, Closures.Following.REFERENCES),
                    message -> {})
                .paths()));
    nix.get("nix-store", "--gc");
    assertEquals(List.of(), collect("RETURN_DEAD"));
    assertTrue(store.isValid(top));
    Files.delete(link);
    assertEquals(lines("nix-store", "--gc", "--print-dead"), collect("RETURN_DEAD"));
    collect("DELETE_DEAD");
    assertEquals(TestStores.set(), store.allValidPaths());
    assertEquals("", nix.get("nix-store", "--dump-db"));
    assertSound();
  }

  private List<String> lines(String... command) {
    return nix.get(command).lines().sorted().toList();
  }

  private List<String> collect(String action) {
    CollectionRequest request =
        CollectionRequest.whole(
            CollectionRequest.Action.valueOf(action), CollectionRequest.DEFAULT_KEEP);
    return List.copyOf(Collector.collect(store, request, message -> {}).paths());
  }

  @Test
  void nixWaitsForACollectionOfFirnAndTellsItsRoots() throws Exception {
    StorePath low = TestStores.text(store, "low");
    store.close();
    store = new LocalStore(nix.location());
    Path source = Files.writeString(directory.resolve("source"), "new");
    List<String> added = new ArrayList<>();
    CollectionRequest request =
        CollectionRequest.whole(
            CollectionRequest.Action.DELETE_DEAD, CollectionRequest.DEFAULT_KEEP);
    Collector.collect(
        store,
        request,
        message -> {
          if (message.equals("deleting garbage...")) {
            added.add(nix.get("nix-store", "--add", source.toString()));
          }
        });
    assertFalse(store.isValid(low));
    assertTrue(store.isValid(store.dir().parse(added.getFirst())));
    assertTrue(Files.exists(Path.of(added.getFirst())));
    assertSound();
  }

  @Test
  void firnTellsItsRootsToACollectionOfNix() throws Exception {
    List<StorePath> dead = fill();
    store.close();
    store = new LocalStore(nix.location());
    Path fifo = directory.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    Process collection =
        nix.start(
            "env", "_NIX_TEST_GC_SYNC=" + fifo, "_NIX_TEST_GC_SYNC_2=" + fifo, "nix-store", "--gc");
    while (!Files.exists(nix.location().collectionSocket())) {
      Thread.sleep(20);
    }
    StorePath added = TestStores.text(store, "added while Nix collects".replace(' ', '-'));
    store.flush();
    if (collection.isAlive()) {
      Files.writeString(fifo, "go");
    }
    assertEquals(0, collection.waitFor());
    assertTrue(store.isValid(added));
    assertTrue(Files.exists(nix.location().files(added)));
    assertFalse(store.isValid(dead.getLast()));
    assertSound();
  }

  @Test
  void sharedFilesAreNixsToo() {
    fill();
    TestStores.add(store, "again", TestStores.tree("content"));
    store.flush();
    assertTrue(Optimiser.optimise(store, message -> {}).files() > 0);
    assertSound();
    assertTrue(
        nix.run("nix-store", "--optimise").errors().contains("0.00 MiB freed by hard-linking 0"));
    TestStores.add(store, "third", TestStores.tree("content"));
    store.flush();
    nix.get("nix-store", "--optimise");
    assertEquals(new Optimiser.Saved(0, 0), Optimiser.optimise(store, message -> {}));
    assertSound();
  }

  @Test
  void profilesAreNixsToo() {
    Path place = nix.location().state().resolve("profiles/test");
    Profile profile = new Profile(store, place, message -> {});
    StorePath one = TestStores.add(store, "one", TestStores.tree("1"));
    StorePath two = TestStores.add(store, "two", TestStores.tree("2"));
    profile.set(one);
    profile.set(two);
    List<String> listed = lines("nix-env", "-p", place.toString(), "--list-generations");
    assertEquals(2, listed.size());
    assertTrue(listed.getLast().stripLeading().startsWith("2"));
    assertTrue(listed.getLast().contains("(current)"));
    nix.get("nix-env", "-p", place.toString(), "--rollback");
    assertEquals(1, profile.generations().current());
    nix.get("nix-env", "-p", place.toString(), "--set", store.dir().print(two));
    assertEquals(
        List.of(1L, 2L), profile.generations().all().stream().map(Generation::number).toList());
    assertEquals(2, profile.generations().current());
    assertTrue(collect("RETURN_DEAD").isEmpty());
    nix.get("nix-env", "-p", place.toString(), "--delete-generations", "old");
    assertEquals(1, profile.generations().all().size());
    assertSound();
  }
}
