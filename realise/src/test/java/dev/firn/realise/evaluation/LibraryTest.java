package dev.firn.realise.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.host.RealHost;
import dev.firn.lang.print.JsonPrinter;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Stacks;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.store.MemoryStore;
import dev.firn.store.path.StoreDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Nix files that come with Firn. */
class LibraryTest {
  private static final Path CASES = Path.of("src/test/resources/library");

  private static String json(String expression) {
    EvaluationStore store = new EvaluationStore(new MemoryStore(StoreDir.DEFAULT), false);
    String here = CASES.toAbsolutePath().toString();
    Evaluator evaluator =
        CompleteEvaluator.create(
            new RealHost(StoreDir.DEFAULT.path(), here, new MemoryHost()),
            store,
            _ -> {
              throw new IllegalStateException("nothing is built");
            },
            EvalSettings.defaults("x86_64-linux"));
    return Stacks.call(() ->
        JsonPrinter.print(
            evaluator.evalString(expression, here),
            true,
            false,
            new ContextBuilder(),
            evaluator.evaluation(),
            Positions.NONE));
  }

  /** The expected values are those of nixpkgs, which are also written with {@code -Dfirn.golden=write} if they are the same here. */
  @Test
  void functionsMeanWhatTheyMeanInNixpkgs() throws IOException {
    String found = json("import ./lib.nix (import <firn/lib>)") + "\n";
    Path golden = CASES.resolve("lib.json");
    if ("write".equals(System.getProperty("firn.golden"))) {
      Files.writeString(golden, found);
    }
    assertEquals(Files.readString(golden), found);
  }

  @Test
  void programsOfTheMachineArePackages() {
    String shell = json("\"${(import <nixpkgs> { }).bash}/bin/bash\"");
    assertTrue(shell.matches("\"/nix/store/[a-z0-9]{32}-bash/bin/bash\""), shell);
    assertEquals("true", json("(import <nixpkgs> { }).bash.meta.available"));
  }

  @Test
  void whatIsMissingIsNamed() {
    String missing =
        "(import <firn/packages/host.nix> { system = \"x86_64-linux\"; }) \"nope\" { debian = [ \"nope-bin\" ]; }";
    assertEquals("false", json("(" + missing + ").meta.available"));
    EvalError error = assertThrows(EvalError.class, () -> json("\"${" + missing + "}\""));
    assertEquals(
        "this machine has no 'nope', which the package 'nope' needs; on Debian: apt-get install nope-bin",
        error.text());
  }

  @Test
  void itIsADirectory() {
    assertEquals("\"directory\"", json("builtins.readFileType <firn>"));
    assertEquals("true", json("builtins.pathExists <firn/lib/default.nix>"));
    assertEquals("false", json("builtins.pathExists (<firn> + \"/nothing\")"));
  }

  @Test
  void allFilesAreThere() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../nix"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = Path.of("../nix").relativize(file).toString();
        assertEquals(
            Files.readString(file).length(),
            Integer.parseInt(json("builtins.stringLength (builtins.readFile <firn/" + name + ">)")),
            name);
      }
    }
    assertFalse(json("builtins.readDir <firn>").isEmpty());
    assertTrue(json("builtins.readDir <firn>").contains("\"lib\":\"directory\""));
  }
}
