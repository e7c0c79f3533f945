package dev.firn.store.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.DerivedPath;
import dev.firn.store.PathInfo;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.StoreException;
import dev.firn.store.daemon.TestServedStore;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.local.TestStores;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.nix.ReferenceNix;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.protocol.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides of {@code nix-store --serve}: with one another, and Firn's client with Nix's command. */
class ServeTest {
  private static final SortedSet<StorePath> NONE = new TreeSet<>();

  @TempDir Path directory;

  private @Nullable ServeStore store;
  private @Nullable StoreLocation location;
  private final CompletableFuture<@Nullable Void> served = new CompletableFuture<>();

  @AfterEach
  void stop() throws IOException {
    if (store != null) {
      store.close();
    }
    if (location != null) {
      TestStores.delete(location);
    }
  }

  /** A store behind Firn's own session. */
  private ServeStore open(boolean writable) {
    StoreLocation place = TestStores.location(directory);
    location = place;
    store = new ServeStore(() -> session(place, writable), place.dir(), 1, "test");
    return store;
  }

  private Transport session(StoreLocation place, boolean writable) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(address);
      SocketChannel ours = SocketChannel.open(address);
      SocketChannel theirs = listener.accept();
      Thread.ofPlatform().daemon().start(() -> serve(theirs, place, writable));
      return Transport.of(ours);
    }
  }

  private void serve(SocketChannel channel, StoreLocation place, boolean writable) {
    try (channel;
        TestServedStore opened = new TestServedStore(place, SignaturePolicy.NONE)) {
      ServeSession.serve(Transport.of(channel), opened, writable, ActivitySink.NONE);
      served.complete(null);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      served.completeExceptionally(failed);
    }
  }

  /** A store behind Nix's command. */
  private ServeStore openNix() {
    ReferenceNix nix = new ReferenceNix(directory);
    location = nix.location();
    StoreDir dir = nix.location().dir();
    store =
        new ServeStore(
            () -> {
              Process process = nix.start("nix-store", "--serve", "--write");
              return new Transport(
                  process.getInputStream(),
                  process.getOutputStream(),
                  () -> process.getOutputStream().close());
            },
            dir,
            1,
            "nix");
    return store;
  }

  private static byte[] archive(ServeStore store, StorePath path) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    store.writeArchive(path, archive);
    return archive.toByteArray();
  }

  private static Derivation derivation(ServeStore store, String name, String script) {
    StorePath none = StorePath.of("a".repeat(StorePath.HASH_LENGTH) + "-" + name);
    TreeMap<String, DerivationOutput> outputs = new TreeMap<>();
    outputs.put("out", new DerivationOutput.InputAddressed(none));
    TreeMap<String, String> environment = new TreeMap<>();
    environment.put("out", store.dir().print(none));
    return new Derivation(
        name,
        outputs,
        new TreeMap<>(),
        new TreeSet<>(),
        "x86_64-linux",
        "/bin/sh",
        List.of("-c", script),
        environment,
        null);
  }

  private static void addsAndReads(ServeStore store) throws IOException {
    StorePath text = store.addText("text", Latin1.bytes("hello"), NONE);
    SortedSet<StorePath> references = TestStores.set(text);
    StorePath tree =
        store.addTree(
            "tree",
            MemoryTree.file(Latin1.bytes("content")),
            TreeFilter.ALL,
            ContentAddressMethod.NAR,
            HashAlgorithm.SHA256,
            references);
    StorePath absent = StorePath.of("b".repeat(StorePath.HASH_LENGTH) + "-absent");
    assertTrue(store.isValid(text));
    assertFalse(store.isValid(absent));
    assertNull(store.find(absent));
    assertEquals(
        TestStores.set(text, tree), store.valid(TestStores.set(text, tree, absent), false));
    PathInfo info = store.info(tree);
    assertEquals(references, info.references());
    byte[] archive = archive(store, tree);
    assertEquals(archive.length, info.narSize());
    assertEquals("content", Latin1.string(store.tree(tree).content().stream().readAllBytes()));
    store.addArchive(info, new ByteArrayInputStream(archive)); // is there, and is not read again
  }

  @Test
  void addsAndReads() throws IOException {
    ServeStore opened = open(true);
    addsAndReads(opened);
    opened.close();
    served.join();
  }

  @Test
  void addsAndReadsInNix() throws IOException {
    addsAndReads(openNix());
  }

  @Test
  void tellsWhatCameOfBuilds() {
    ServeStore opened = open(true);
    StorePath path = StorePath.of("c".repeat(StorePath.HASH_LENGTH) + "-x.drv");
    BuildResult told =
        opened
            .builds(BuildLimits.NONE)
            .buildDerivation(
                path, derivation(opened, "x", ""), BuildMode.NORMAL, ActivitySink.NONE);
    assertEquals(BuildStatus.TIMED_OUT, told.status());
    assertEquals(3, told.times());
    List<BuildResult> results =
        opened
            .builds(BuildLimits.NONE)
            .build(List.of(DerivedPath.allOf(path)), BuildMode.NORMAL, ActivitySink.NONE);
    assertEquals("no builds here", results.getFirst().message());
  }

  @Test
  void buildsInNix() throws IOException {
    ServeStore opened = openNix();
    StorePath path = StorePath.of("c".repeat(StorePath.HASH_LENGTH) + "-x.drv");
    BuildResult built =
        opened
            .builds(new BuildLimits(100, 100, 1 << 20, false))
            .buildDerivation(
                path,
                derivation(opened, "x", "echo hi > $out"),
                BuildMode.NORMAL,
                ActivitySink.NONE);
    assertEquals(BuildStatus.BUILT, built.status(), built.message());
    StorePath out = StorePath.of("a".repeat(StorePath.HASH_LENGTH) + "-x");
    assertTrue(opened.isValid(out));
    BuildResult failed =
        opened
            .builds(BuildLimits.NONE)
            .buildDerivation(
                path, derivation(opened, "y", "exit 3"), BuildMode.NORMAL, ActivitySink.NONE);
    assertEquals(BuildStatus.PERMANENT_FAILURE, failed.status());
  }

  @Test
  void letsNobodyWriteUnlessTold() {
    StoreLocation place = TestStores.location(directory);
    StorePath text;
    try (LocalStore local = new LocalStore(place)) {
      text = local.addText("text", Latin1.bytes("hello"), NONE);
    }
    ServeStore opened = open(false);
    assertTrue(opened.isValid(text));
    assertThrows(StoreException.class, () -> opened.addText("other", Latin1.bytes("other"), NONE));
    ExecutionException refused = assertThrows(ExecutionException.class, served::get);
    assertEquals("importing paths is not allowed", refused.getCause().getMessage());
  }

  @Test
  void refusesWhatIsNotTheProtocol() {
    ServeStore opened =
        new ServeStore(
            () ->
                new Transport(
                    new ByteArrayInputStream(new byte[100]), new ByteArrayOutputStream(), () -> {}),
            new StoreDir("/nix/store"),
            1,
            "test");
    StorePath path = StorePath.of("c".repeat(StorePath.HASH_LENGTH) + "-x");
    StoreException refused = assertThrows(StoreException.class, () -> opened.isValid(path));
    assertTrue(String.valueOf(refused.getMessage()).contains("protocol mismatch"));
  }
}
