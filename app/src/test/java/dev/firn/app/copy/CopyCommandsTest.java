package dev.firn.app.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyCommandsTest {
  @TempDir private Path directory;
  private String path;

  @BeforeEach
  void add() throws IOException {
    Files.writeString(directory.resolve("hello"), "hello");
    path = ok("store", "add", "hello");
  }

  private Outcome run(String... arguments) {
    return new Run(directory).firn(arguments);
  }

  private String ok(String... arguments) {
    Outcome outcome = run(arguments);
    assertEquals(0, outcome.status(), outcome.errors());
    return outcome.line();
  }

  private String error(String... arguments) {
    Outcome outcome = run(arguments);
    assertEquals(1, outcome.status(), outcome.output());
    return outcome.errors();
  }

  private String cache() {
    return "file://" + directory.resolve("cache");
  }

  /** Another store with the same directory. */
  private String other() {
    return "local?store="
        + directory.resolve("store")
        + "&real="
        + directory.resolve("files")
        + "&state="
        + directory.resolve("other");
  }

  @Test
  void pathsGoToACacheAndBack() {
    String told = run("copy", "--to", cache(), path).errors();
    ok("copy", "--from", cache(), "--to", other(), path);

    assertTrue(told.contains("copying path '" + path + "' to '" + cache() + "'..."), told);
    assertTrue(Files.exists(directory.resolve("files").resolve(Path.of(path).getFileName())));
    assertEquals("", ok("copy", "--from", cache(), "--to", other(), path));
  }

  @Test
  void everythingIsCopied() throws IOException {
    Files.writeString(directory.resolve("second"), "x");
    ok("store", "add", "second");

    ok("copy", "--all", "--to", cache());

    try (var files = Files.list(directory.resolve("cache"))) {
      assertEquals(2, files.filter(file -> file.toString().endsWith(".narinfo")).count());
    }
  }

  @Test
  void linksLeadToPaths() throws IOException {
    Files.createSymbolicLink(directory.resolve("result"), Path.of(path));

    ok("copy", "--to", cache(), "./result");

    String error = error("copy", "--to", cache(), "./hello");
    assertTrue(error.contains("is not in the Nix store"), error);
    assertFalse(error.contains("bug"), error);
  }

  @Test
  void whatMakesNoSenseIsSaid() {
    assertTrue(error("copy", path).contains("you must pass '--from' and/or '--to'"));
    assertTrue(error("copy", "--to", cache()).contains("no paths"));
    assertTrue(error("copy", "--to", cache(), "--all", path).contains("--all"));
    assertTrue(
        error("copy", "--to", "file:///x?store=/gnu/store", path)
            .contains("different directories"));
    assertTrue(
        error("copy", "--to", cache() + "?compression=rar", path).contains("unknown compression"));
    assertTrue(error("copy", "--from", cache(), path + "x").contains("is not valid"));
  }

  @Test
  void keysAreMadeAndSignWhatIsPushed() throws IOException {
    String key = ok("cache", "keygen", "test-1", "secret", "public");
    ok("cache", "push", "--secret-key", directory.resolve("secret").toString(), cache(), path);

    String info = ok("cache", "info", cache(), path, "--option", "trusted-public-keys", key);

    assertEquals(key, Files.readString(directory.resolve("public")));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secret"))));
    assertTrue(info.contains("Sig: test-1:"), info);
    assertTrue(info.endsWith("Trusted: yes"), info);
    assertTrue(error("cache", "keygen", "test-1", "secret").contains("exists already"));
    assertTrue(ok("cache", "info", "--json", cache()).contains("\"priority\":50"));
  }

  @Test
  void signaturesAreAddedAndCounted() throws IOException {
    new Nix(directory);
    Files.writeString(
        directory.resolve("x.nix"),
        "derivation { name = \"x\"; system = builtins.currentSystem; builder = \"/bin/sh\";"
            + " args = [ \"-c\" \"echo hi > $out\" ]; }");
    String built = new Nix(directory).get("nix-build", "--no-out-link", "x.nix");
    String key = ok("cache", "keygen", "test-1", "secret");
    ok("cache", "push", cache(), built, path);
    String[] verify = {"store", "verify", "--store", cache(), "--sigs-needed", "1"};

    assertEquals(2, run(verify).status());
    assertEquals(
        String.join("\n", new TreeSet<>(List.of(built, path))),
        sorted(ok("store", "info", "--store", cache(), "--all")));
    ok("store", "sign", "--store", cache(), "-k", "secret", built);

    List<String> trusting = new ArrayList<>(List.of(verify));
    trusting.addAll(List.of("--option", "trusted-public-keys", key));
    ok(trusting.toArray(String[]::new));
    assertEquals(2, run(verify).status());
    trusting.set(5, "2");
    // The other path follows from its content.
    assertTrue(
        run(trusting.toArray(String[]::new)).errors().contains("'" + built + "' is untrusted"));
    assertEquals(2, run("store", "verify", "--sigs-needed", "1", built).status());
    ok("store", "verify", "--trust", built);
  }

  private static String sorted(String info) {
    return String.join(
        "\n",
        info.lines()
            .filter(line -> line.startsWith("path "))
            .map(line -> line.substring(line.indexOf('/')))
            .sorted()
            .toList());
  }

  @Test
  void unsignedOutputsAreRefusedUnlessTheUserSaysOtherwise() throws IOException {
    new Nix(directory);
    Files.writeString(
        directory.resolve("x.nix"),
        "derivation { name = \"x\"; system = builtins.currentSystem; builder = \"/bin/sh\";"
            + " args = [ \"-c\" \"echo hi > $out\" ]; }");
    String built = new Nix(directory).get("nix-build", "--no-out-link", "x.nix");
    ok("cache", "push", cache(), built);
    String[] copy = {"copy", "--from", cache(), "--to", other(), built};

    assertTrue(error(copy).contains("lacks a signature by a trusted key"));
    List<String> unchecked = new ArrayList<>(List.of(copy));
    unchecked.add("--no-check-sigs");
    ok(unchecked.toArray(String[]::new));
  }

  @Test
  void filesAreFetchedAsNixFetchesThem() throws IOException {
    String url = "file://" + directory.resolve("hello");
    String hash = "094qif9n4cq4fdg459qzbhg1c6wywawwaaivx0k0x8xhbyx4vwic";
    String flat = ok("nix-prefetch-url", "--print-path", url);

    assertEquals(hash, flat.lines().findFirst().orElseThrow());
    assertEquals(flat, new Nix(directory).get("nix-prefetch-url", "--print-path", url));
    for (String[] options :
        new String[][] {
          {"--type", "md5"}, {"--type", "sha512"}, {"--name", "other"}, {"--executable"}
        }) {
      List<String> arguments = new ArrayList<>(List.of("nix-prefetch-url", "--print-path", url));
      arguments.addAll(List.of(options));
      String[] line = arguments.toArray(String[]::new);
      if (!options[0].equals("--executable")) {
        assertEquals(new Nix(directory).get(line), ok(line), arguments.toString());
      } else {
        assertTrue(ok(line).contains("-hello"));
      }
    }
    assertFalse(ok("nix-prefetch-url", url, hash).contains("store"));
    assertTrue(error("nix-prefetch-url", url, "1" + hash.substring(1)).contains("hash mismatch"));
  }

  @Test
  void archivesAreUnpacked() throws IOException {
    Files.createDirectories(directory.resolve("top/below"));
    Files.writeString(directory.resolve("top/below/x"), "x");
    new Nix(directory).get("tar", "-czf", "a.tar.gz", "top");
    String url = "file://" + directory.resolve("a.tar.gz");

    assertEquals(
        new Nix(directory).get("nix-prefetch-url", "--unpack", "--print-path", url),
        ok("nix-prefetch-url", "--unpack", "--print-path", url));
  }

  @Test
  void sourcesOfExpressionsAreFetched() throws IOException {
    Files.writeString(
        directory.resolve("default.nix"),
        """
        {
          a.b = { urls = [ "file://${toString ./hello}" ]; name = "named"; outputHashMode = "flat"; };
          c = { urls = [ ]; };
          d = { };
        }
        """);
    String[] line = {"nix-prefetch-url", "--print-path", "-A", "a.b"};

    assertTrue(ok(line).endsWith("-hello"));
    assertEquals(new Nix(directory).get(line), ok(line));
    assertTrue(error("nix-prefetch-url", "-A", "c").contains("'urls' list is empty"));
    assertTrue(error("nix-prefetch-url", "-A", "d").contains("attribute 'urls' missing"));
    assertTrue(error("nix-prefetch-url", "-A", "x").contains("attribute 'x'"));
  }

  @Test
  void mirrorsAreThoseOfNixpkgs() throws IOException {
    Path folder = directory.resolve("nixpkgs/pkgs/build-support/fetchurl");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("mirrors.nix"), "{ here = [ \"file://" + directory + "\" ]; no = [ ]; }");
    String[] line = {
      "nix-prefetch-url", "--print-path", "mirror://here/hello", "-I", "nixpkgs=./nixpkgs"
    };

    assertTrue(ok(line).endsWith("-hello"));
    assertEquals(new Nix(directory).get(line), ok(line));
    line[2] = "mirror://there/hello";
    assertTrue(error(line).contains("unknown mirror name 'there'"));
    line[2] = "mirror://no/hello";
    assertTrue(error(line).contains("did not expand to anything"));
  }

  @Test
  void downloadsComeFromServers() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext(
        "/a/hello",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    String host = "http://127.0.0.1:" + server.getAddress().getPort();

    assertEquals(
        "094qif9n4cq4fdg459qzbhg1c6wywawwaaivx0k0x8xhbyx4vwic",
        ok("nix-prefetch-url", host + "/a/hello?query"));
    assertTrue(error("nix-prefetch-url", host + "/b").contains("HTTP error 404"));
    server.stop(0);
  }
}
