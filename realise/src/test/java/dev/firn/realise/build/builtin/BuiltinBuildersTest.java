package dev.firn.realise.build.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Ansi;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.Workshop;
import dev.firn.realise.fetch.TarFile;
import dev.firn.store.PathInfo;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Compressor;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltinBuildersTest {
  @TempDir Path directory;
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(directory);
  }

  @AfterEach
  void close() throws IOException {
    try (var left = Files.list(workshop.store.location().files())) {
      assertEquals(
          0, left.filter(path -> path.toString().matches(".*\\.(lock|chroot|work)")).count());
    }
    workshop.close();
  }

  private DerivationOutput.Fixed fixed(String name, ContentAddressMethod method, Hash hash) {
    return DerivationOutput.fixed(
        workshop.store.dir(), name, "out", new ContentAddress(method, hash));
  }

  private Workshop.Recipe fetch(String name, ContentAddressMethod method, Hash hash) {
    return workshop
        .recipe(name, "")
        .builder("builtin:fetchurl")
        .system("builtin")
        .output("out", fixed(name, method, hash));
  }

  private static Hash hash(MemoryTree tree) throws IOException {
    HashingStream stream = new HashingStream(HashAlgorithm.SHA256);
    NarWriter.write(tree, stream);
    return stream.finish();
  }

  private String url(String name, byte[] content) throws IOException {
    return "file://" + Files.write(directory.resolve(name), content);
  }

  @Test
  void filesAreFetchedAndCheckedByTheirHash() throws IOException {
    Hash right = Hash.digest(HashAlgorithm.SHA256, "content");
    String url = url("file", Latin1.bytes("content"));
    BuildResult result = fetch("f", ContentAddressMethod.FLAT, right).set("url", url).build();
    assertEquals("content", workshop.text(result));

    Hash wrong = Hash.digest(HashAlgorithm.SHA256, "other");
    StorePath path = fetch("g", ContentAddressMethod.FLAT, wrong).set("url", url).add();
    BuildResult bad = workshop.build(path, BuildMode.NORMAL);
    assertEquals(BuildStatus.HASH_MISMATCH, bad.status());
    assertEquals(
        "hash mismatch in fixed-output derivation '"
            + workshop.store.dir().print(path)
            + "':\n  specified: "
            + wrong.sri()
            + "\n     got:    "
            + right.sri(),
        bad.message());
  }

  @Test
  void filesMayBeExecutable() throws IOException {
    Hash hash = hash(MemoryTree.executable(Latin1.bytes("#!/bin/sh")));
    BuildResult result =
        fetch("tool", ContentAddressMethod.NAR, hash)
            .set("url", url("file", Latin1.bytes("#!/bin/sh")))
            .set("executable", "1")
            .build();
    assertTrue(Files.isExecutable(workshop.files(workshop.path(result, "out"))));
  }

  @Test
  void archivesOfTheStoreAreUnpacked() throws IOException {
    MemoryTree tree =
        MemoryTree.directory(
            new TreeMap<>(
                Map.of("a", MemoryTree.file(Latin1.bytes("1")), "l", MemoryTree.symlink("a"))));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream stream = Compressor.of(Compression.XZ).open(packed)) {
      NarWriter.write(tree, stream);
    }
    BuildResult result =
        fetch("tree", ContentAddressMethod.NAR, hash(tree))
            .set("url", url("file.nar.xz", packed.toByteArray()))
            .set("unpack", "1")
            .build();
    Path out = workshop.files(workshop.path(result, "out"));
    assertEquals("1", Workshop.read(out.resolve("l")));
  }

  @Test
  void mirrorsAreAskedFirst() throws IOException {
    Hash hash = Hash.digest(HashAlgorithm.SHA256, "mirrored");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/m/sha256/" + hash.base16(),
        exchange -> {
          exchange.sendResponseHeaders(200, 8);
          exchange.getResponseBody().write(Latin1.bytes("mirrored"));
          exchange.close();
        });
    server.start();
    try {
      workshop.settings =
          workshop.settings.withMirrors(
              "file:///no/such", "http://127.0.0.1:" + server.getAddress().getPort() + "/m");
      BuildResult result =
          fetch("m", ContentAddressMethod.FLAT, hash).set("url", "file:///none").build();
      assertEquals("mirrored", workshop.text(result));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void failuresAreTold() {
    Hash hash = Hash.digest(HashAlgorithm.SHA256, "");
    StorePath path =
        fetch("none", ContentAddressMethod.FLAT, hash).set("url", "file:///no/such/file").add();
    BuildResult result = workshop.build(path, BuildMode.NORMAL);

    assertEquals(BuildStatus.TRANSIENT_FAILURE, result.status());
    assertEquals(
        "Reason: builder failed with exit code 1.",
        Ansi.filter(result.message(), false).split("\n")[1]);
    assertEquals(
        "error: unable to download 'file:///no/such/file': Couldn't read a file:// file (37)"
            + " Couldn't open file /no/such/file\n",
        workshop.output.toString());
    workshop.output.setLength(0);
    workshop.recipe("input", "").builder("builtin:fetchurl").set("url", "x").build();
    assertEquals(
        "error: 'builtin:fetchurl' must be a fixed-output or impure derivation\n",
        workshop.output.toString());
    workshop.output.setLength(0);
    workshop.recipe("unknown", "").builder("builtin:nothing").build();
    assertEquals(
        "error: unsupported builtin builder 'builtin:nothing'\n", workshop.output.toString());
  }

  @Test
  void environmentsAreFoldersOfLinks() throws IOException {
    StorePath one = tree("one", Map.of("bin", directory(Map.of("a", "1")), "own", file("x")));
    StorePath two = tree("two", Map.of("bin", directory(Map.of("b", "2"))));
    String all =
        "true 5 1 " + workshop.shown(one) + " true 5 1 " + workshop.shown(two) + " false 5 1 /none";
    BuildResult result =
        workshop
            .recipe("env", "")
            .builder("builtin:buildenv")
            .system("builtin")
            .input(one)
            .input(two)
            .set("derivations", all)
            .set("manifest", workshop.shown(two))
            .build();

    StorePath out = workshop.path(result, "out");
    assertEquals(FileKind.DIRECTORY, workshop.tree(out).child("bin").kind());
    assertEquals(
        workshop.shown(one) + "/bin/a", workshop.tree(out).child("bin").child("a").target());
    assertEquals(
        workshop.shown(two) + "/bin/b", workshop.tree(out).child("bin").child("b").target());
    assertEquals(workshop.shown(one) + "/own", workshop.tree(out).child("own").target());
    assertEquals(workshop.shown(two), workshop.tree(out).child("manifest.nix").target());
    PathInfo info = workshop.store.info(out);
    assertEquals(new TreeSet<>(Set.of(one, two)), info.references());

    BuildResult bad =
        workshop
            .recipe("bad", "")
            .builder("builtin:buildenv")
            .set("derivations", "true x")
            .set("manifest", "m")
            .build();
    assertEquals(BuildStatus.PERMANENT_FAILURE, bad.status());
  }

  @Test
  void channelsAreUnpackedUnderTheirName() throws IOException {
    StorePath archive = file("a.tar", new TarFile().file("top/default.nix", "42").bytes());
    BuildResult result = channel("channel", archive);
    assertEquals(
        "42",
        Workshop.read(workshop.files(workshop.path(result, "out")).resolve("nixos/default.nix")));

    StorePath two = file("b.tar", new TarFile().file("a", "1").file("b", "2").bytes());
    channel("two", two);
    assertEquals(
        "error: channel tarball '" + workshop.shown(two) + "' contains more than one file\n",
        workshop.output.toString());
  }

  private BuildResult channel(String name, StorePath archive) {
    return workshop
        .recipe(name, "")
        .builder("builtin:unpack-channel")
        .input(archive)
        .set("src", workshop.shown(archive))
        .set("channelName", "nixos")
        .build();
  }

  private StorePath file(String name, byte[] content) {
    return tree(name, MemoryTree.file(content));
  }

  private static MemoryTree file(String content) {
    return MemoryTree.file(Latin1.bytes(content));
  }

  private static MemoryTree directory(Map<String, String> files) {
    TreeMap<String, MemoryTree> entries = new TreeMap<>();
    files.forEach((name, content) -> entries.put(name, file(content)));
    return MemoryTree.directory(entries);
  }

  private StorePath tree(String name, Map<String, MemoryTree> entries) {
    return tree(name, MemoryTree.directory(new TreeMap<>(entries)));
  }

  private StorePath tree(String name, MemoryTree tree) {
    StorePath path = workshop.add(name, tree);
    workshop.store.flush();
    return path;
  }
}
