package dev.firn.store.daemon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.DerivedPath;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.local.TestStores;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.nix.ReferenceNix;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.protocol.Missing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Firn as a client of Nix's daemon, with all that changed between versions of the protocol. */
class NixDaemonStoreTest {
  private static final SortedSet<StorePath> NONE = new TreeSet<>();

  @TempDir Path directory;

  private ReferenceNix nix;
  private DaemonStore store;

  private void open(int version) {
    nix = new ReferenceNix(directory);
    DaemonOptions options = DaemonOptions.remote("nix", 1).withNewest(version);
    store = new DaemonStore(() -> NixDaemon.start(nix), nix.location().dir(), options);
  }

  @AfterEach
  void close() throws IOException {
    if (store != null) {
      store.close();
    }
    Disk.REAL.deleteTree(directory.resolve("store"));
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 18, 22, 24, 26, 30, 33, 38})
  void addsAndReads(int version) throws IOException {
    open(version);
    StorePath text = store.addText("f", Latin1.bytes("hi"), NONE);
    assertEquals(
        store.dir().print(store.addText("f", Latin1.bytes("hi"), NONE)), store.dir().print(text));
    StorePath tree =
        store.addTree(
            "t",
            TestStores.tree("x"),
            TreeFilter.ALL,
            ContentAddressMethod.NAR,
            HashAlgorithm.SHA256,
            NONE);
    StorePath flat =
        store.addTree(
            "flat",
            MemoryTree.file(Latin1.bytes("flat")),
            TreeFilter.ALL,
            ContentAddressMethod.FLAT,
            HashAlgorithm.SHA1,
            NONE);
    assertEquals("flat", Latin1.string(store.tree(flat).content().stream().readAllBytes()));
    assertEquals(Hash.digest(HashAlgorithm.SHA256, archive(tree)), store.info(tree).narHash());
    assertEquals(TestStores.set(text, tree, flat), store.allValidPaths());
    assertEquals(tree, store.findByHashPart(tree.hashPart()));
    assertNull(store.find(StorePath.of(new byte[20], "missing")));
    assertTrue(store.isValid(text));
    StorePath built = addArchive(text);
    assertEquals(TestStores.set(built), store.referrers(text));
    store.maintenance().addTempRoot(text);
    nix.get("nix-store", "--verify", "--check-contents");
  }

  private StorePath addArchive(StorePath reference) throws IOException {
    byte[] archive = NarWriter.ofFile(Latin1.bytes(store.dir().print(reference)));
    StorePath path = StorePath.of(new byte[20], "built");
    PathInfo info =
        new PathInfo(
            path,
            Hash.digest(HashAlgorithm.SHA256, archive),
            archive.length,
            TestStores.set(reference),
            null,
            17,
            true,
            new TreeSet<>(List.of("k:c2ln")),
            null);
    store.addArchive(info, new ByteArrayInputStream(archive));
    PathInfo found = store.info(path);
    assertEquals(info.references(), found.references());
    assertEquals(info.signatures(), found.signatures());
    assertArrayEquals(archive, archive(path));
    return path;
  }

  private byte[] archive(StorePath path) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    store.writeArchive(path, archive);
    return archive.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {19, 29, 38})
  void builds(int version) {
    open(version);
    StorePath good = derivation("good", "echo hi > $out");
    StorePath bad = derivation("bad", "echo no; exit 3");
    List<DerivedPath> wanted = List.of(DerivedPath.allOf(good));
    Missing missing = store.builds().missing(wanted);
    assertEquals(TestStores.set(good), missing.build());

    List<BuildResult> outcomes = store.builds().build(wanted, BuildMode.NORMAL, ActivitySink.NONE);
    assertEquals(BuildStatus.BUILT, outcomes.getFirst().status());
    StorePath output = store.dir().parse(nix.get("nix-store", "-q", store.dir().print(good)));
    assertTrue(store.isValid(output));
    assertEquals(good, store.info(output).deriver());
    assertEquals(TestStores.set(good), store.validDerivers(output));

    BuildResult failed =
        store
            .builds()
            .build(List.of(DerivedPath.allOf(bad)), BuildMode.NORMAL, ActivitySink.NONE)
            .getFirst();
    assertTrue(!failed.status().isSuccess() && failed.message().contains("exit code 3"));
    assertEquals(
        BuildStatus.ALREADY_VALID,
        store
            .builds()
            .buildDerivation(good, store.readDerivation(good), BuildMode.NORMAL, ActivitySink.NONE)
            .status());
  }

  @ParameterizedTest
  @ValueSource(ints = {38})
  void maintains(int version) {
    open(version);
    StorePath text = store.addText("f", Latin1.bytes("hi"), NONE);
    assertNotNull(store.server().version());
    assertTrue(
        store.maintenance().roots(false).containsKey(text), "a connection keeps what it adds");
    store.maintenance().optimise(ActivitySink.NONE);
    assertEquals(false, store.maintenance().verify(true, false, ActivitySink.NONE));
    store
        .maintenance()
        .addBuildLog(
            StorePath.of(new byte[20], "x.drv"), new ByteArrayInputStream(new byte[] {'l'}));
    assertEquals(
        "l", nix.get("nix-store", "-l", store.dir().path() + "/" + "0".repeat(32) + "-x.drv"));
    assertThrows(
        StoreException.class,
        () ->
            store
                .maintenance()
                .collect(CollectionRequest.delete(TestStores.set(text), false), ActivitySink.NONE));
    store.maintenance().addIndirectRoot(directory.resolve("link").toString());
  }

  private StorePath derivation(String name, String script) {
    String path =
        nix.get(
            "nix-instantiate",
            "-E",
            "derivation { name = \""
                + name
                + "\"; system = builtins.currentSystem;"
                + " builder = \"/bin/sh\"; args = [ \"-c\" \""
                + script
                + "\" ]; }");
    return store.dir().parse(path.replace("!out", ""));
  }
}
