package dev.firn.realise.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.lang.error.EvalError;
import dev.firn.realise.evaluation.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {
  private static final String DIGEST = Hash.digest(HashAlgorithm.SHA256, "hello").base16();

  @TempDir private Path folder;
  private final World world = new World();

  private String file(String name, byte[] content) throws IOException {
    Path path = folder.resolve(name);
    Files.write(path, content);
    return path.toString();
  }

  private String hello() throws IOException {
    return file("b", "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void aFileIsFetchedFlat() throws IOException {
    String path = hello();
    String expected = "/nix/store/sjd2llak7yk3ncigda22dkl6iv4ylpw9-b";
    assertEquals(expected, world.text("builtins.fetchurl \"file://" + path + "\""));
    assertEquals(expected, world.text("builtins.fetchurl \"" + path + "\""));
    assertEquals(
        "{ \"" + expected + "\" = { path = true; }; }",
        world.print(
            "builtins.getContext (builtins.fetchurl { url = \"file://%s\"; sha256 = \"%s\"; })"
                .formatted(path, DIGEST)));
    assertEquals(
        "\"hello\"", world.print("builtins.readFile (builtins.fetchurl \"file://" + path + "\")"));
    assertTrue(
        world.text("builtins.fetchurl { url = \"" + path + "\"; name = \"n\"; }").endsWith("-n"));
  }

  @Test
  void escapesInUrls() throws IOException {
    file("a b", new byte[0]);
    assertTrue(
        world
            .text("builtins.fetchurl { url = \"file://" + folder + "/a%20b?x=y\"; name = \"n\"; }")
            .endsWith("-n"));
    assertTrue(
        world
            .error("builtins.fetchurl { url = \"file:///a%2\"; name = \"n\"; }")
            .text()
            .contains("not a valid URL"));
  }

  @Test
  void anotherHash() throws IOException {
    EvalError error =
        world.error(
            "builtins.fetchurl { url = \"file://%s\"; sha256 = \"%s\"; }"
                .formatted(hello(), "0".repeat(64)));
    assertEquals(
        """
        hash mismatch in file downloaded from 'file://%s/b':
          specified: sha256:0000000000000000000000000000000000000000000000000000
          got:       sha256:094qif9n4cq4fdg459qzbhg1c6wywawwaaivx0k0x8xhbyx4vwic\
        """
            .formatted(folder),
        error.text());
    assertEquals(102, error.exitStatus());
  }

  @Test
  void whatTheStoreHasIsNotFetched() throws IOException {
    world.writing();
    String there = world.text("builtins.fetchurl \"file://" + hello() + "\"");
    assertEquals(
        there,
        world.text(
            "builtins.fetchurl { url = \"https://localhost:1/b\"; sha256 = \"" + DIGEST + "\"; }"));
  }

  @Test
  void archives() throws IOException {
    String tar = file("t.tar", new TarFile().file("top/default.nix", "42").bytes());
    assertEquals("42", world.print("import (fetchTarball \"file://" + tar + "\")"));
    assertTrue(world.text("fetchTarball \"file://" + tar + "\"").endsWith("-source"));
    String hash = "sha256-" + "A".repeat(43) + "=";
    EvalError error =
        world.error("fetchTarball { url = \"file://" + tar + "\"; sha256 = \"" + hash + "\"; }");
    assertTrue(error.text().startsWith("NAR hash mismatch in input 'file://" + tar), error.text());
    assertEquals(102, error.exitStatus());
  }

  @Test
  void archivesInTheSearchPath() throws IOException {
    String tar = file("t.tar", new TarFile().file("top/x.nix", "43").bytes());
    world.searchPath("pkgs=file://" + tar, "gone=file:///gone.tar");
    assertEquals("43", world.print("import <pkgs/x.nix>"));
    assertTrue(
        world
            .error("<gone/x.nix>")
            .text()
            .startsWith("file 'gone/x.nix' was not found in the Nix search path"));
    assertTrue(
        world
            .files
            .messages()
            .contains(
                "warning: Nix search path entry 'file:///gone.tar' cannot be downloaded,"
                    + " ignoring"));
  }

  @Test
  void localMistakes() {
    assertEquals(
        "tarball \"/gone\" does not exist.", world.error("fetchTarball \"file:///gone\"").text());
    assertEquals(
        "tarball \"" + folder + "\" is a directory, not a file.",
        world.error("fetchTarball \"file://" + folder + "\"").text());
    assertEquals(
        "tarball 'file:./x' must use an absolute path. The 'file' scheme does not support relative"
            + " paths.",
        world.error("fetchTarball \"file:./x\"").text());
  }

  @Test
  void names() {
    String message =
        "invalid store path name when fetching URL 'https://e.com/~w~': name '~w~' contains illegal"
            + " character '~'. ";
    assertEquals(
        message
            + "Please pass an attribute set with 'url' and 'name' attributes to 'fetchurl',  so"
            + " that it can create a valid store path.",
        world.error("builtins.fetchurl \"https://e.com/~w~\"").text());
    assertEquals(
        message
            + "Please add a valid 'name' attribute to the argument for 'fetchurl', so that it can"
            + " create a valid store path.",
        world.error("builtins.fetchurl { url = \"https://e.com/~w~\"; }").text());
    assertEquals(
        message
            + "Please change the value for the 'name' attribute passed to 'fetchurl', so that it"
            + " can create a valid store path.",
        world.error("builtins.fetchurl { url = \"https://e.com/~w~\"; name = \"~w~\"; }").text());
    assertEquals("'url' argument required", world.error("builtins.fetchurl { }").text());
    assertEquals(
        "unsupported argument 'x' to 'fetchTarball'",
        world.error("fetchTarball { x = 1; }").text());
  }

  @Test
  void pureEvaluationsWantAHash() throws IOException {
    String path = hello();
    assertEquals(
        "in pure evaluation mode, 'fetchurl' requires a 'sha256' argument",
        new World().pure().error("builtins.fetchurl \"file://" + path + "\"").text());
    assertEquals(
        "\"hello\"",
        new World()
            .pure()
            .print(
                "builtins.readFile (builtins.fetchurl { url = \"file://%s\"; sha256 = \"%s\"; })"
                    .formatted(path, DIGEST)));
  }

  @Test
  void restrictedEvaluationsFetchWhatTheyMay() throws IOException {
    String path = hello();
    String fetch = "builtins.fetchurl \"file://" + path + "\"";
    assertEquals(
        "access to absolute path '" + path + "' is forbidden in restricted mode",
        new World().restricted().error(fetch).text());
    assertTrue(new World().restricted("file://" + folder).text(fetch).endsWith("-b"));
    assertTrue(new World().restricted("file://" + path).text(fetch).endsWith("-b"));
    assertTrue(new World().restricted("file:").text(fetch).endsWith("-b"));
    new World().restricted("file://" + path + "/").error(fetch);
    assertEquals(
        "access to URI 'https://github.com/x' is forbidden in restricted mode",
        new World()
            .restricted("https://github.co")
            .error("fetchTarball \"https://github.com/x\"")
            .text());
  }

  @Test
  void serversAreAsked() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean moved = exchange.getRequestURI().getPath().equals("/old/b");
          boolean found = exchange.getRequestURI().getPath().equals("/new/b");
          if (moved) {
            exchange.getResponseHeaders().add("Location", "/new/b");
          }
          byte[] body = found ? new byte[] {'h', 'e', 'l', 'l', 'o'} : new byte[0];
          exchange.sendResponseHeaders(moved ? 302 : found ? 200 : 404, found ? body.length : -1);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      assertEquals(
          "/nix/store/sjd2llak7yk3ncigda22dkl6iv4ylpw9-b",
          world.text("builtins.fetchurl \"" + base + "/old/b\""));
      assertEquals(
          "unable to download '" + base + "/none': HTTP error 404",
          world.error("builtins.fetchurl \"" + base + "/none\"").text());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void pathsAreFetchedAsTrees() throws IOException {
    Path file = Files.writeString(folder.resolve("bar"), "bla\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2022-11-11T11:11:11Z")));
    World all = new World().features("fetch-tree", "flakes");
    String tree = "fetchTree { type = \"path\"; path = \"" + file + "\"; }";

    assertEquals("\"20221111111111\"", all.print("(" + tree + ").lastModifiedDate"));
    assertEquals(
        "[ 123 \"source\" ]",
        all.print(
            "let t = fetchTree \"path:"
                + folder
                + "?lastModified=123\"; in [ t.lastModified (builtins.substring 44 6 t.outPath) ]"));
    String hash = all.text("(" + tree + ").narHash");
    assertEquals(
        "\"" + hash + "\"",
        all.print(
            "(fetchTree { type = \"path\"; path = \""
                + file
                + "\"; narHash = \""
                + hash
                + "\"; }).narHash"));
    assertEquals(
        102,
        all.error(
                "fetchTree { type = \"path\"; path = \""
                    + folder
                    + "\"; narHash = \""
                    + hash
                    + "\"; }")
            .exitStatus());
    assertEquals(
        "cannot fetch input 'path:x' because it uses a relative path",
        all.error("fetchTree { type = \"path\"; path = \"x\"; }").text());
    assertEquals(
        "tarball 'file:./x.tar.gz' must use an absolute path. The 'file' scheme does not support relative"
            + " paths.",
        all.error("fetchTree \"file:./x.tar.gz\"").text());
  }

  @Test
  void whatWaitsSaysSo() {
    World all = new World().features("fetch-tree", "flakes", "fetch-closure");
    String[] calls = {
      "fetchMercurial", "{ url = /x; rev = \"tip\"; }",
      "fetchTree", "{ type = \"tarball\"; url = \"https://e.com/x.tar.gz\"; }",
      "fetchTree", "\"github:a/b\"",
      "getFlake", "\"nixpkgs\"",
      "fetchClosure",
          "{ fromStore = \"https://e.com\"; fromPath ="
              + " /nix/store/gwwjwi08fyrbrz2d8zkfvy65nzzq2czp-x; }",
    };
    for (int i = 0; i < calls.length; i += 2) {
      String call = "builtins." + calls[i] + " (" + calls[i + 1] + ")";
      assertEquals("'" + calls[i] + "' is not supported yet", all.error(call).text(), call);
    }
    assertEquals(
        "[ false true false ]",
        world.print("map (n: builtins ? ${n}) [ \"fetchTree\" \"getFlake\" \"fetchClosure\" ]"));
  }

  @Test
  void whatWaitsChecksItsArguments() {
    World all = new World().features("fetch-tree", "fetch-closure");
    String[] errors = {
      "builtins.getFlake \"x\"",
          "experimental Nix feature 'flakes' is disabled; add '--extra-experimental-features"
              + " flakes' to enable it",
      "fetchTree { }", "argument 'type' is missing in call to 'fetchTree'",
      "fetchTree { type = \"file\"; owner = -1; }",
          "negative value given for 'fetchTree' argument 'owner': -1",
      "fetchTree { type = \"nope\"; }", "cannot show unsupported input '{\"type\":\"nope\"}'",
      "fetchTree \"x\"",
          "passing a string argument to 'fetchTree' requires the 'flakes' experimental feature",
      "fetchGit { type = \"git\"; url = \"/x\"; }", "unexpected argument 'type'",
      "fetchGit { url = \"/x\"; nope = 1; }",
          "input attribute 'nope' not supported by scheme 'git'",
      "fetchGit { url = [ ]; }",
          "argument 'url' to 'fetchGit' is a list while a string, Boolean or integer is expected",
      "fetchMercurial { }", "'url' argument required",
      "builtins.fetchClosure { fromPath = \"/x\"; }", "path '/x' is not in the Nix store",
      "builtins.fetchClosure { fromPath = \"/nix/store/x\"; }",
          "attribute 'fromStore' is missing in call to 'fetchClosure'",
    };
    for (int i = 0; i < errors.length; i += 2) {
      assertEquals(errors[i + 1], all.error(errors[i]).text(), errors[i]);
    }
    assertEquals(
        "in pure evaluation mode, 'fetchGit' doesn't fetch unlocked input"
            + " 'git+https://e.com/x.git?exportIgnore=1'",
        new World().pure().error("fetchGit \"https://e.com/x.git\"").text());
  }
}
