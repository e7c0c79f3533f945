package dev.firn.realise.instantiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.lang.error.EvalError;
import dev.firn.realise.evaluation.World;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Files and texts that programs put into the store. */
class SourcesTest {
  private final World world = new World();

  private static StorePath path(String text) {
    return StoreDir.DEFAULT.parse(text);
  }

  private void fill() {
    world
        .files
        .file("/work/tree/a", "a")
        .file("/work/tree/b", "b")
        .file("/work/tree/sub/c", "c")
        .link("/work/tree/sub/l", "../a")
        .link("/work/to-tree", "tree")
        .file("/work/x.drv", "");
  }

  @Test
  void filtersAreAskedWithPathsAndKinds() {
    fill();
    world.text(
        "builtins.filterSource (p: t: builtins.trace \"${p} ${t}\" (t != \"symlink\"))"
            + " /work/to-tree");
    assertEquals(
        List.of(
            "trace: /work/tree/a regular",
            "trace: /work/tree/b regular",
            "trace: /work/tree/sub directory",
            "trace: /work/tree/sub/c regular",
            "trace: /work/tree/sub/l symlink"),
        world.files.messages());
  }

  @Test
  void whatAFilterRefusesIsNotThere() {
    fill();
    world.files.file("/work/less/tree/b", "b");
    String filtered = "builtins.filterSource (p: t: baseNameOf p == \"b\") /work/tree";
    assertEquals(world.text("\"${/work/less/tree}\""), world.text(filtered));
    assertEquals("{ b = \"regular\"; }", world.print("builtins.readDir (" + filtered + ")"));
    world.writing();
    assertEquals("{ b = \"regular\"; }", world.print("builtins.readDir (" + filtered + ")"));
  }

  @Test
  void aDirectoryThatIsRefusedIsNotEntered() {
    fill();
    world.text("builtins.filterSource (p: t: builtins.trace p (t != \"directory\")) /work/tree");
    assertFalse(world.files.messages().contains("trace: /work/tree/sub/c"));
  }

  @Test
  void filtersMustGiveBooleans() {
    fill();
    EvalError error = world.error("builtins.filterSource (p: t: 1) /work/tree");
    assertEquals("expected a Boolean but found an integer: 1", error.text());
    assertTrue(
        world
            .report("builtins.filterSource (p: t: 1) /work/tree")
            .contains("while adding path '/work/tree'"));
  }

  @Test
  void namesAndHashes() {
    fill();
    String hash = Hash.digest(HashAlgorithm.SHA256, "a").base16();
    String flat =
        "builtins.path { path = /work/tree/a; recursive = false; name = \"n\"; sha256 = \"%s\"; }";
    assertTrue(world.text(flat.formatted(hash)).endsWith("-n"));
    assertEquals(
        "store path mismatch in (possibly filtered) path added from '/work/tree/a'",
        world.error(flat.formatted("0".repeat(64))).text());
    assertEquals(
        world.text("\"${/work/tree}\""), world.text("builtins.path { path = \"/work/tree\"; }"));
    assertNotEquals(
        world.text("\"${/work/tree}\""),
        world.text("builtins.path { path = /work/tree; name = \"other\"; }"));
  }

  @Test
  void aPathThatIsThereIsNotReadAgain() {
    fill();
    world.writing();
    String hash = Hash.digest(HashAlgorithm.SHA256, "a").base16();
    String there = world.text("builtins.path { path = /work/tree/a; recursive = false; }");
    assertEquals(
        there,
        world.text(
            "builtins.path { path = /gone; name = \"a\"; recursive = false; sha256 = \""
                + hash
                + "\"; }"));
  }

  @Test
  void wrongArguments() {
    assertEquals(
        "unsupported argument 'x' to 'builtins.path'",
        world.error("builtins.path { path = /work; x = 1; }").text());
    assertEquals(
        "missing required 'path' attribute in the first argument to 'builtins.path'",
        world.error("builtins.path { name = \"x\"; }").text());
    assertEquals("path '/gone' does not exist", world.error("\"${/gone}\"").text());
    assertEquals(
        "file names are not allowed to end in '.drv'", world.error("\"${/work/x.drv}\"").text());
    assertEquals(
        "path 'x' is not a valid store path: name 'a b' contains illegal character ' '",
        world
            .error("builtins.toFile \"a b\" \"\"")
            .text()
            .replaceAll("path '[0-9a-z]{32}-a b'", "path 'x'"));
  }

  @Test
  void whatWasAddedCanBeReadAlsoIfNothingIsWritten() {
    fill();
    for (int i = 0; i < 2; i++) {
      assertEquals("\"hi\"", world.print("builtins.readFile (builtins.toFile \"f\" \"hi\")"));
      assertEquals("\"c\"", world.print("builtins.readFile \"${/work/tree}/sub/c\""));
      assertEquals("true", world.print("builtins.pathExists \"${/work/tree}/sub/l\""));
      assertEquals("false", world.print("builtins.pathExists \"${/work/tree}/sub/none\""));
      assertEquals("1", world.print("import (builtins.toFile \"one.nix\" \"1\")"));
      world.writing();
    }
  }

  @Test
  void nothingIsWrittenUnlessAsked() {
    String file = world.text("builtins.toFile \"f\" \"hi\"");
    assertFalse(world.store.isValid(path(file)));
    world.writing().text("builtins.toFile \"f\" \"hi\"");
    assertTrue(world.store.isValid(path(file)));
  }

  @Test
  void textsThatAreReadKeepWhatTheyReallyMention() {
    String mentions =
        "let a = builtins.toFile \"a\" \"\"; b = builtins.toFile \"b\" \"\"; in"
            + " builtins.attrNames (builtins.getContext (builtins.readFile (builtins.toFile \"t\""
            + " (builtins.substring 0 50 \"${a}${b}\"))))";
    String a = world.text("builtins.toFile \"a\" \"\"");
    assertEquals("[ \"" + a + "\" ]", world.print(mentions));
  }

  @Test
  void storePathsMustExist() {
    world.writing();
    String file = world.text("builtins.toFile \"f\" \"hi\"");
    assertEquals(
        "{ \"" + file + "\" = { path = true; }; }",
        world.print("builtins.getContext (builtins.storePath \"" + file + "\")"));
    String gone = "/nix/store/gwwjwi08fyrbrz2d8zkfvy65nzzq2czp-x";
    assertEquals(
        "path '" + gone + "' is not valid", world.error("builtins.storePath " + gone).text());
    assertEquals(
        "path '/work' is not in the Nix store", world.error("builtins.storePath /work").text());
    world.files.link("/work/current", file);
    assertEquals(file, world.text("builtins.storePath /work/current"));
    assertEquals(
        "'builtins.storePath' is not allowed in pure evaluation mode",
        new World().pure().error("builtins.storePath " + gone).text());
  }

  /** Adding with a random filter is adding a tree that never had what it refuses. */
  @Test
  void filtersAreDeletions() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 40; round++) {
      World whole = new World();
      World rest = new World();
      whole.files.directory("/t");
      rest.files.directory("/t");
      List<String> refused = new ArrayList<>();
      grow(random, "/t", 0, true, whole, rest, refused);
      StringBuilder list = new StringBuilder("[ ");
      refused.forEach(path -> list.append('"').append(path).append("\" "));
      String filtered =
          "builtins.path { path = /t; name = \"x\"; filter = p: t: !(builtins.elem p "
              + list
              + "]); }";
      String deleted = rest.text("builtins.path { path = /t; name = \"x\"; }");
      assertEquals(deleted, whole.text(filtered), () -> refused.toString());
      assertEquals(deleted, whole.writing().text(filtered), () -> refused.toString());
    }
  }

  private static void grow(
      SplittableRandom random,
      String directory,
      int depth,
      boolean kept,
      World whole,
      World rest,
      List<String> refused) {
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String path = directory + "/" + (char) ('a' + i);
      boolean keep = random.nextInt(3) > 0;
      if (!keep) {
        refused.add(path);
      }
      int kind = random.nextInt(depth < 3 ? 4 : 3);
      add(whole, path, kind);
      if (kept && keep) {
        add(rest, path, kind);
      }
      if (kind == 3) {
        grow(random, path, depth + 1, kept && keep, whole, rest, refused);
      }
    }
  }

  private static void add(World world, String path, int kind) {
    switch (kind) {
      case 0 -> world.files.file(path, path);
      case 1 -> world.files.executable(path, "#!");
      case 2 -> world.files.link(path, "x");
      default -> world.files.directory(path);
    }
  }
}
