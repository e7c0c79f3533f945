package dev.firn.store.daemon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.text.Latin1;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.nix.ReferenceNix;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nix's own programs use a store that Firn serves. */
class NixClientTest {
  @TempDir Path directory;

  private ReferenceNix nix;
  private TestServer server;
  private DaemonStore store;

  @BeforeEach
  void start() throws IOException {
    nix = new ReferenceNix(directory);
    // The state is elsewhere, so that nobody but the server can have written it.
    StoreLocation location =
        StoreLocation.of(
            new StoreDir(directory.resolve("store").toString()), directory.resolve("served"));
    server = new TestServer(directory, location, true, SignaturePolicy.NONE);
    store = server.client(Protocol.NEWEST);
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      store.close();
      server.close();
    }
    Disk.REAL.deleteTree(directory.resolve("store"));
  }

  private String[] remote(String... command) {
    List<String> words = new ArrayList<>(Arrays.asList(command));
    words.addAll(1, List.of("--store", "unix://" + server.socket()));
    return words.toArray(new String[0]);
  }

  private String get(String... command) {
    return nix.get(remote(command));
  }

  @Test
  void addsAndQueries() throws IOException {
    Path source = Files.createDirectories(directory.resolve("source"));
    Files.writeString(source.resolve("f"), "content");
    String tree = get("nix-store", "--add", source.toString());
    String flat = get("nix-store", "--add-fixed", "sha1", source.resolve("f").toString());
    assertEquals("content", Files.readString(Path.of(tree, "f")));
    StorePath path = store.dir().parse(tree);
    assertEquals(
        "sha256:" + store.info(path).narHash().nix32(), get("nix-store", "-q", "--hash", tree));
    assertTrue(get("nix", "path-info", "--json", tree).contains(tree));
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    store.writeArchive(path, archive);
    assertArrayEquals(archive.toByteArray(), nix.run(remote("nix-store", "--dump", tree)).output());
    assertEquals("", get("nix-store", "--verify", "--check-contents"));
    assertTrue(get("nix-store", "--gc", "--print-dead").contains(tree));
    get("nix-store", "--delete", flat);
    assertEquals(1, nix.run(remote("nix-store", "--check-validity", flat)).exit());
  }

  @Test
  void instantiatesAndCopies() throws IOException {
    StorePath text = store.addText("f", Latin1.bytes("hi"), new TreeSet<>());
    String derivation =
        get(
            "nix-instantiate",
            "-E",
            "derivation { name = \"x\"; system = \"s\"; builder = \"b\"; f = "
                + "builtins.toFile \"f\" \"hi\"; }");
    StorePath path = store.dir().parse(derivation.replace("!out", ""));
    assertTrue(store.isValid(path));
    assertEquals(store.dir().print(text), get("nix-store", "-q", "--references", derivation));
    assertEquals(derivation, get("nix-store", "-q", "--referrers", store.dir().print(text)));
    String output = get("nix-store", "-q", "--outputs", derivation);
    assertEquals(output, store.dir().print(store.derivationOutputs(path).get("out")));

    String target = directory.resolve("copy").toString();
    String name = store.dir().print(text);
    String daemon = "unix://" + server.socket();
    nix.get("nix", "copy", "--from", daemon, "--to", "file://" + target, name);
    assertTrue(Files.exists(Path.of(target, text.hashPart() + ".narinfo")));
    StoreLocation elsewhere =
        new StoreLocation(
            store.dir(), directory.resolve("other-files"), directory.resolve("other-state"));
    Path folder = Files.createDirectories(directory.resolve("other"));
    try (TestServer second = new TestServer(folder, elsewhere, true, SignaturePolicy.NONE);
        DaemonStore copied = second.client(Protocol.NEWEST)) {
      nix.get(
          "nix", "copy", "--to", "unix://" + second.socket(), "--from", "file://" + target, name);
      assertEquals(store.info(text).narHash(), copied.info(text).narHash());
    } finally {
      Disk.REAL.deleteTree(elsewhere.files());
    }
  }

  @Test
  void hearsWhatFails() {
    String derivation =
        get(
            "nix-instantiate",
            "-E",
            "derivation { name = \"x\"; system = \"s\"; builder = \"b\"; }");
    ReferenceNix.Result result = nix.run(remote("nix-store", "-r", derivation));
    assertEquals(1, result.exit());
    assertTrue(result.errors().contains("no builds here"), result.errors());
    assertTrue(result.errors().contains("beware"), result.errors());
  }
}
