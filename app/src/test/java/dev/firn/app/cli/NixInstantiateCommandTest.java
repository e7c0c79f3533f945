package dev.firn.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NixInstantiateCommandTest {
  private static final String WARNING =
      "warning: you did not specify '--add-root'; the result might be removed by the garbage"
          + " collector\n";

  @TempDir Path directory;
  private Run run;

  @BeforeEach
  void setUp() throws IOException {
    run = new Run(directory);
    Files.writeString(
        directory.resolve("default.nix"),
        """
        let d = name: outputs: derivation { inherit name outputs; system = "s"; builder = "b"; };
        in {
          b = d "b" [ "dev" "out" ];
          a = { recurseForDerivations = true; x = d "x" [ "out" ]; again = d "x" [ "out" ]; };
          hidden = { y = d "y" [ "out" ]; };
          l = [ (d "l" [ "out" ]) [ (d "m" [ "out" ]) ] ];
          "not a name" = throw "never looked at";
        }
        """);
  }

  /** Files in a store are read-only, and so are folders. */
  @AfterEach
  void makeRemovable() throws IOException {
    Path store = directory.resolve("store");
    if (Files.exists(store)) {
      store.toFile().setWritable(true);
    }
  }

  private Outcome instantiate(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--called-as", "nix-instantiate"));
    all.addAll(List.of(arguments));
    return run.firn(all.toArray(String[]::new));
  }

  private static List<String> names(String output) {
    List<String> names = new ArrayList<>();
    for (String line : output.split("\n")) {
      names.add(line.substring(line.indexOf('-', line.lastIndexOf('/')) + 1));
    }
    return names;
  }

  @Test
  void printsDerivationsInTheOrderOfNames() {
    Outcome outcome = instantiate();

    assertEquals(WARNING, outcome.errors());
    assertEquals(List.of("x.drv", "x.drv", "b.drv!dev"), names(outcome.output()));
    assertEquals(0, outcome.status());
  }

  @Test
  void searchesListsWhereTheyAreNamed() {
    assertEquals(
        List.of("l.drv", "m.drv", "y.drv"), names(instantiate("-A", "l", "-A", "hidden").output()));
  }

  @Test
  void writesWhatItPrints() throws IOException {
    String path = instantiate("-A", "b", "--no-gc-warning").line();

    Path file = Path.of(path.substring(0, path.indexOf('!')));
    assertTrue(Files.readString(file).startsWith("Derive([(\"dev\","), path);
    assertTrue(Files.exists(directory.resolve("state/db/db.sqlite")));
  }

  @Test
  void writesNothingThatItMustNot() {
    for (String option : new String[] {"--readonly-mode", "--dry-run"}) {
      assertEquals(3, names(instantiate(option).output()).size());
    }
    instantiate("--eval", "--strict", "-A", "b.drvPath");
    assertFalse(Files.exists(directory.resolve("store")));
    assertFalse(Files.exists(directory.resolve("state")));

    instantiate("--eval", "--read-write-mode", "-A", "b.drvPath");
    assertTrue(Files.exists(directory.resolve("store")));
  }

  /** Texts are written late, and whoever reads their files must find them. */
  @Test
  void whatWasAddedCanBeReadAtOnce() {
    for (String way :
        List.of(
            "text",
            "builtins.fetchurl \"file://${plain}\"",
            "(builtins.fetchTree { type = \"path\"; path = plain; }).outPath",
            "builtins.toFile \"z\" (builtins.exec [ \"sh\" \"-c\" \"cat $0\" text ])")) {
      String texts =
          "let text = builtins.toFile \"x\" \"''abc''\";"
              + " plain = builtins.unsafeDiscardStringContext text; in ";
      Outcome outcome =
          instantiate(
              "--eval",
              "--read-write-mode",
              "--option",
              "experimental-features",
              "flakes",
              "--option",
              "allow-unsafe-native-code-during-evaluation",
              "true",
              "-E",
              texts + "builtins.match \".*abc.*\" (builtins.readFile (" + way + ")) != null");
      assertEquals("true", outcome.line(), way + outcome.errors());
    }
  }

  @Test
  void makesRoots() throws IOException {
    Outcome outcome = instantiate("-A", "l", "--add-root", "result", "--indirect");
    Path first = directory.resolve("result");
    Path second = directory.resolve("result-2");

    assertEquals(first + "\n" + second + "\n", outcome.output());
    assertEquals("", outcome.errors());
    assertTrue(Files.readSymbolicLink(first).toString().endsWith("-l.drv"));
    assertTrue(Files.readSymbolicLink(second).toString().endsWith("-m.drv"));
    try (var roots = Files.list(directory.resolve("state/gcroots/auto"))) {
      assertEquals(2, roots.count());
    }
  }

  @Test
  void whatWasFoundBeforeAnErrorIsPrinted() {
    String good = "derivation { name = \"g\"; system = \"s\"; builder = \"b\"; }";
    Outcome outcome =
        instantiate("-E", good, "{ type = \"derivation\"; name = \"x\"; drvPath = \"/x\"; }");

    assertEquals(List.of("g.drv"), names(outcome.output()));
    assertTrue(outcome.errors().contains("error: path '/x' is not in the Nix store"));
    assertEquals(1, outcome.status());
  }

  @Test
  void parses() {
    assertEquals("(x: (x + 1))\n", instantiate("--parse", "-E", "x: x + 1").output());
    assertEquals(
        "error: undefined variable 'y'\n"
            + "       at \u00c2\u00abstring\u00c2\u00bb:1:1:\n"
            + "            1| y\n"
            + "             | ^\n",
        instantiate("--parse", "-E", "y").errors());
  }

  @Test
  void evaluatesAsLittleAsItIsAskedTo() {
    assertEquals(
        "{ a = <CODE>; f = <CODE>; p = <PRIMOP>; }\n",
        instantiate("--eval", "-E", "{ a = 1 + 1; f = x: x; p = map; }").output());
    assertEquals(
        "{ a = 2; }\n", instantiate("--eval", "--strict", "-E", "{ a = 1 + 1; }").output());
    assertEquals(
        "{\"a\":2}\n",
        instantiate("--eval", "--strict", "--json", "-E", "{ a = 1 + 1; }").output());
    assertEquals("x", instantiate("--eval", "--raw", "-E", "\"x\"").output());
  }

  @Test
  void standardInputComesFirst() {
    run.input("\"stdin\"");
    assertEquals("\"stdin\"\n1\n2\n", instantiate("--eval", "-E", "1", "-", "2").output());
  }

  @Test
  void findsFiles() {
    assertEquals(
        directory + "/default.nix\n",
        instantiate("--find-file", "d/default.nix", "-I", "d=" + directory).output());
    assertEquals(1, instantiate("--find-file", "none").status());
  }

  @Test
  void speaksOfItselfByNixsName() {
    assertEquals(
        "error: unrecognised flag '--nonsense'\n"
            + "Try 'nix-instantiate --help' for more information.\n",
        run.firn("nix-instantiate", "--nonsense").errors());
    assertEquals(
        instantiate("--eval", "-E", "builtins.hashString \"x\" \"y\"").errors(),
        run.firn("nix-instantiate", "--eval", "-E", "builtins.hashString \"x\" \"y\"").errors());
    assertTrue(
        instantiate("--eval", "-E", "builtins.hashString \"x\" \"y\"")
            .errors()
            .endsWith("Try 'nix-instantiate --help' for more information.\n"));
  }

  @Test
  void namesOfNixThatAreToComeAreNamed() {
    assertEquals(
        "error: Firn cannot do yet what 'nix-channel' does\n"
            + "Try 'firn --help' for more information.\n",
        run.firn("--called-as", "nix-channel", "--list").errors());
  }

  @Test
  void saysWhoItIs() {
    assertEquals(
        "nix-instantiate (Nix) 2.36.0 (firn " + Version.FIRN + ")\n",
        instantiate("--version").output());
    assertTrue(instantiate("--help").output().startsWith("Usage: nix-instantiate "));
    assertTrue(
        run.firn("nix-instantiate", "--help").output().startsWith("Usage: firn nix-instantiate "));
  }
}
