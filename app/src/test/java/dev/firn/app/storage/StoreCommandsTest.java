package dev.firn.app.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.base.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code firn store} and {@code firn derivation} do that the old programs cannot. */
class StoreCommandsTest {
  @TempDir Path directory;
  private Run firn;
  private String drv = "";
  private String low = "";
  private String top = "";

  /** Two paths, of which one refers to the other and to itself. */
  @BeforeEach
  void build() throws IOException {
    firn = new Run(directory);
    Files.writeString(
        directory.resolve("default.nix"),
        """
        let
          make = name: command: derivation {
            inherit name; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" command ];
          };
          low = make "low" "echo low > $out";
        in { inherit low; top = make "top" "echo 'see ${low} and' $out > $out"; }
        """);
    Nix nix = new Nix(directory);
    drv = nix.get("nix-instantiate", "-A", "top");
    top = nix.get("nix-build", "-A", "top", "-o", "result");
    low = nix.get("nix-build", "-A", "low", "--no-out-link");
  }

  @AfterEach
  void makeRemovable() throws IOException {
    try (var files = Files.walk(directory.resolve("store"))) {
      files.filter(Files::isDirectory).forEach(folder -> folder.toFile().setWritable(true));
    }
  }

  private String ok(String... arguments) {
    Outcome outcome = firn.firn(arguments);
    assertEquals(0, outcome.status(), outcome.errors());
    return outcome.line();
  }

  @Test
  void pathsAreFoundByAPartOfTheirNames() {
    String digits = Path.of(top).getFileName().toString().substring(0, 32);

    assertEquals(top, ok("store", "find", digits));
    assertEquals(top, ok("store", "find", digits.substring(0, 20)));
    assertEquals(1, firn.firn("store", "find", "nothing-like-this").status());
  }

  @Test
  void theStoreTellsWhoItIs() {
    assertEquals(
        "url        local\ndirectory  " + directory + "/store\ntrusted    yes",
        ok("store", "info"));
    assertEquals(
        "{\"directory\":\"" + directory + "/store\",\"url\":\"file://" + directory + "/cache\"}",
        ok("store", "info", "--json", "--store", "file://" + directory + "/cache"));
  }

  @Test
  void derivationsGoToJsonAndBack() {
    Json.Obj shown = (Json.Obj) Json.parse(ok("derivation", "show", top));
    String one = ((Json.Obj) shown.get("derivations")).members().values().iterator().next().print();

    assertEquals(shown, Json.parse(ok("derivation", "show", drv)));
    assertEquals(drv, added(one));
    assertEquals(drv, added(one.replaceAll("\\{\"path\":\"[^\"]*\"\\}", "{}")));
    Outcome renamed =
        firn.input(one.replace("\"name\":\"top\"", "\"name\":\"other\"")).firn("derivation", "add");
    assertTrue(renamed.errors().contains("has incorrect output"), renamed.errors());
    String impure =
        one.replaceAll(
            "\\{\"path\":\"[^\"]*\"\\}",
            "{\"hashAlgo\":\"sha256\",\"impure\":true,\"method\":\"nar\"}");
    Outcome refused = firn.input(impure).firn("derivation", "add");
    assertTrue(
        refused.errors().contains("experimental Nix feature 'impure-derivations' is disabled"),
        refused.errors());
    assertEquals(1, firn.input("{").firn("derivation", "add").status());
    String all = ok("derivation", "show", "-R", drv);
    assertEquals(2, ((Json.Obj) ((Json.Obj) Json.parse(all)).get("derivations")).members().size());
  }

  private String added(String json) {
    firn.input(json);
    return ok("derivation", "add");
  }

  @Test
  void namesCanFollowFromContent() throws IOException {
    Json.Obj told = (Json.Obj) Json.parse(ok("store", "make-content-addressed", "--json", top));
    Json.Obj rewrites = (Json.Obj) told.get("rewrites");
    String copy = ((Json.Str) rewrites.get(top)).value();

    assertNotEquals(top, copy);
    assertEquals(
        "see " + ((Json.Str) rewrites.get(low)).value() + " and " + copy + "\n",
        Files.readString(Path.of(copy)));
    ok("store", "verify", "--sigs-needed", "1", copy);
    assertEquals(2, firn.firn("store", "verify", "--sigs-needed", "1", top).status());
    assertEquals(0, new Nix(directory).run("nix-store", "--verify", "--check-contents").status());
  }

  @Test
  void aReasonIsShownWithWhatIsAroundIt() {
    assertEquals(
        top
            + "\n  (the file itself): \u00e2\u0080\u00a6"
            + around("see " + low + " and " + top, low)
            + "\u00e2\u0080\u00a6\n  -> "
            + low,
        ok("store", "why", top, low));
  }

  private static String around(String text, String path) {
    int at = text.indexOf(path) + path.lastIndexOf('/') + 1;
    return text.substring(Math.max(0, at - 32), at + 64);
  }

  @Test
  void whatIsAliveCanBeLeftAlone() throws IOException {
    assertEquals(1, firn.firn("store", "delete", "-R", top).status());
    ok("store", "delete", "-R", "--skip-alive", top);
    assertTrue(Files.exists(Path.of(top)));

    Files.delete(directory.resolve("result"));
    Files.writeString(directory.resolve("other"), "x");
    String other = ok("store", "add", "other");
    ok("store", "delete", "--skip-alive", low);
    assertTrue(Files.exists(Path.of(low)));
    ok("store", "delete", "--also-referrers", "--skip-alive", low);
    assertFalse(Files.exists(Path.of(low)));
    assertFalse(Files.exists(Path.of(top)));
    assertTrue(Files.exists(Path.of(other)));
  }
}
