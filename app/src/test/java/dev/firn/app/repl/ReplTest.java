package dev.firn.app.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REPL, driven through its standard input. */
class ReplTest {
  @TempDir Path directory;
  private Run run;

  @BeforeEach
  void setUp() {
    run = new Run(directory).with("NIX_REMOTE", "dummy://");
  }

  private Outcome enter(String... lines) {
    return enterWith(List.of(), lines);
  }

  private Outcome enterWith(List<String> arguments, String... lines) {
    List<String> all = new ArrayList<>(List.of("repl"));
    all.addAll(arguments);
    Outcome outcome = run.input(String.join("\n", lines) + "\n").firn(all.toArray(String[]::new));
    assertEquals(0, outcome.status());
    return outcome;
  }

  private String output(String... lines) {
    Outcome outcome = enter(lines);
    assertEquals("", outcome.errors());
    return outcome.output();
  }

  private String errors(String... lines) {
    return enter(lines).errors();
  }

  @Test
  void printsValuesOneLevelDeep() {
    assertEquals("3\n", output("1 + 2"));
    assertEquals("{\n  a = { ... };\n  l = [ ... ];\n}\n", output("{ a.b = 1; l = [ 1 ]; }"));
    assertEquals(
        "{\n  a = { b = 1; };\n  l = [\n    1\n    2\n  ];\n}\n",
        output(":p { a.b = 1; l = [ 1 2 ]; }"));
    assertEquals("\"a\\nb\"\na\nb\n", output("\"a\\nb\"", ":p \"a\\nb\""));
  }

  @Test
  void bindsVariables() {
    assertEquals("3\n", output("a = 1; b = 2;", "a + b"));
    assertEquals("2\n", output("a = 1", "a = a + 1", "a"));
    assertEquals("1\n", output("s = { x = 1; y = 2; }", "inherit (s) x y", "x"));
    assertEquals("{ c = 1; }\n", output("a.b.c = 1;", "a.b"));
  }

  @Test
  void goesOnOverSeveralLines() {
    assertEquals("{ a = 1; }\n", output("x = {", "  a = 1;", "}", "x"));
    assertEquals("\"hello\\n\"\n", output("x = ''", "  hello", "''", "x"));
    assertEquals("[\n  1\n  2\n]\n", output("[ 1", "2", "]"));
    assertEquals("3\n", output("let a = 1;", "in a +", "2"));
  }

  @Test
  void whatIsIncompleteAtTheEndIsAnError() {
    assertEquals(
        "error: syntax error, unexpected end of file\n"
            + "       at \u00c2\u00abstring\u00c2\u00bb:1:4:\n"
            + "            1| [ 1\n"
            + "             |    ^\n",
        errors("[ 1"));
  }

  @Test
  void longInputOverManyLinesIsReadOnceOrTwice() {
    List<String> lines = new ArrayList<>(List.of("sum = builtins.foldl' builtins.add 0 ("));
    for (int i = 0; i < 10_000; i++) {
      lines.add(i % 2 == 0 ? "  [ (if true then 1 else \"x\") ] ++" : "  ''${\"" + i + "\"}'' ++");
    }
    List<String> numbers = new ArrayList<>(List.of("sum = builtins.foldl' builtins.add 0 ["));
    for (int i = 0; i < 100_000; i++) {
      numbers.add("  (let x = 1; in x) # " + i);
    }
    numbers.addAll(List.of("]", "sum"));

    assertEquals("100000\n", output(numbers.toArray(String[]::new)));
    assertTrue(errors(lines.toArray(String[]::new)).contains("unexpected end of file"));
  }

  @Test
  void mistakesInLongInputAreToldBeforeItEnds() {
    List<String> lines = new ArrayList<>(List.of("x = ["));
    lines.addAll(Collections.nCopies(10_000, "  1"));
    lines.add("  )");
    lines.addAll(Collections.nCopies(10, "17"));

    Outcome outcome = enter(lines.toArray(String[]::new));

    assertTrue(outcome.errors().contains("syntax error, unexpected ')'"), outcome.errors());
    assertEquals("17\n".repeat(10), outcome.output());
  }

  @Test
  void mistakesAreShownWhereTextStopsToMakeSense() {
    assertTrue(errors("x = 1 +* 2").contains("unexpected '*'"));
    assertTrue(errors("a b +* 2").contains("unexpected '*'"));
    assertTrue(errors("x = [ 1").contains("unexpected end of file"));
  }

  @Test
  void errorsDoNotEndIt() {
    Outcome outcome =
        enter("throw \"a\"", "1 +* 2", "undefined", ":nonsense", "{ a = throw \"b\"; }", "7");

    assertEquals("{ a = \u00c2\u00aberror: b\u00c2\u00bb; }\n7\n", outcome.output());
    for (String part :
        List.of(
            "error: a\n", "unexpected '*'", "undefined variable", "unknown command ':nonsense'")) {
      assertTrue(outcome.errors().contains(part), part + " is not in " + outcome.errors());
    }
  }

  @Test
  void addsAttributes() {
    Outcome outcome = enter(":a { x = 1; \"a b\" = 2; }", "x");

    assertEquals("1\n", outcome.output());
    assertEquals("Added 2 variables.\n\"a b\", x\n", outcome.errors());
    assertTrue(
        errors(
                ":a builtins.listToAttrs (map (n: { name = \"x\" + toString n; value = n; })"
                    + " (builtins.genList (n: n) 23))")
            .endsWith("\n... and 3 more; view with :ll\n"));
    assertEquals("y\n", enter(":a { y = 1; }", ":ll").output());
    assertEquals("error: nothing has been loaded yet\n", errors(":ll"));
  }

  @Test
  void loadsFilesAndReadsThemAgain() throws IOException {
    Path file = directory.resolve("f.nix");
    Files.writeString(file, "{ y ? 5 }: { x = y; }");

    assertEquals("5\n", enter(":l f.nix", "x").output());
    assertEquals("5\n", enterWith(List.of("f.nix"), "x").output());
    assertEquals("6\n", enterWith(List.of("f.nix", "--arg", "y", "6"), "x").output());
    assertEquals("5\n", enterWith(List.of("-E", "{ a.b.z = 5; }", "-A", "a.b"), "z").output());
    assertEquals(
        "Added 1 variables.\n"
            + "x\n"
            + "Loading \"f.nix\"...\n"
            + "Added 1 variables.\n"
            + "x\n"
            + "error: undefined variable 'z'\n"
            + "       at \u00c2\u00abstring\u00c2\u00bb:1:1:\n"
            + "            1| z\n"
            + "             | ^\n",
        enter(":l f.nix", "z = 1", ":r", "z").errors());
    assertEquals(
        "error: path '" + directory + "/none.nix' does not exist\n", errors(":l none.nix"));
  }

  @Test
  void whatCannotBeLoadedIsAnErrorWhereNobodySits() {
    for (List<String> arguments :
        List.of(List.of("none.nix"), List.of("-E", "1"), List.of("-E", "{ }", "-A", "a"))) {
      List<String> all = new ArrayList<>(List.of("repl"));
      all.addAll(arguments);
      Outcome outcome = run.input("1 + 1\n").firn(all.toArray(String[]::new));

      assertEquals(1, outcome.status(), outcome.errors());
      assertEquals("", outcome.output());
      assertTrue(outcome.errors().contains("error: "), outcome.errors());
    }
  }

  @Test
  void describesTypes() {
    assertEquals(
        "an integer\na set\na function\nthe built-in function 'map'\n",
        output(":t 1", ":t { }", ":t x: x", ":t map"));
  }

  @Test
  void showsDocumentation() throws IOException {
    Files.writeString(
        directory.resolve("d.nix"),
        """
        {
          /**
            Adds one.

              indented
          */
          f = x: x + 1;
          /** A constant. */
          c = 1;
          /* no documentation */
          n = 2;
        }
        """);

    assertEquals(
        "Function `f`\n  \u00e2\u0080\u00a6 defined at "
            + directory
            + "/d.nix:7:7\n\nAdds one.\n\n  indented\n",
        output(":doc (import ./d.nix).f"));
    assertEquals(
        "Attribute `c`\n\n  \u00e2\u0080\u00a6 defined at "
            + directory
            + "/d.nix:9:3\n\nA constant.\n",
        output(":doc (import ./d.nix).c"));
    assertTrue(output(":doc (import ./d.nix).n").endsWith("\n\nNo documentation found.\n"));
    assertEquals("error: value does not have documentation\n", errors(":doc 1"));
    assertTrue(
        output(":doc builtins.map")
            .startsWith("Synopsis: builtins.map function list\n\nThe results"));
  }

  @Test
  void everyBuiltinHasDocumentation() {
    String names =
        output(
            ":p builtins.concatStringsSep \" \" (builtins.filter (n: builtins.isFunction"
                + " builtins.${n} && n != \"derivation\") (builtins.attrNames builtins))");
    for (String name : names.strip().split(" ")) {
      assertTrue(BuiltinDocs.of(name) != null, name);
    }
  }

  @Test
  void tracesCanBeSwitchedOn() {
    String[] lines = {"f = x: x.y", "f 1"};
    assertTrue(!errors(lines).contains("while calling 'f'"));
    assertEquals("showing error traces\n", enter(":te", lines[0], lines[1]).output());
    assertTrue(errors(":te", lines[0], lines[1]).contains("while calling 'f'"));
    assertEquals("error: unexpected argument 'x' to :te\n", errors(":te x"));
  }

  @Test
  void quitsAndSaysWhatItCannotDo() {
    assertEquals("", output(":q", "1"));
    assertEquals("error: building is not there yet\n", errors(":b { }"));
    for (String command : ReplCommands.NAMES) {
      assertTrue(output(":?").contains(command), command);
    }
  }
}
