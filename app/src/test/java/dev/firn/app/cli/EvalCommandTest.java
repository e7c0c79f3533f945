package dev.firn.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {
  private static final String DERIVATION =
      "derivation { name = \"x\"; system = \"s\"; builder = \"b\"; }";

  @TempDir Path directory;
  private Run run;

  @BeforeEach
  void setUp() {
    run = new Run(directory).with("NIX_REMOTE", "dummy://").with("NIX_STORE_DIR", "/nix/store");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private String value(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "eval";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Outcome outcome = run.firn(all);
    assertEquals("", outcome.errors());
    assertEquals(0, outcome.status());
    return outcome.line();
  }

  @Test
  void printsOneLineWithEverythingInIt() {
    assertEquals(
        "{ a = [ 1 { b = \"x\\n\"; } ]; c = null; }",
        value("-E", "{ a = [ 1 { b = \"x\\n\"; } ]; c = null; }"));
  }

  @Test
  void jsonHasLinesIfSomebodyReadsIt() {
    assertEquals("{\"a\":[1]}", value("--json", "-E", "{ a = [ 1 ]; }"));
    assertEquals(
        "{\n  \"a\": [\n    1\n  ]\n}", value("--json", "--pretty", "-E", "{ a = [ 1 ]; }"));
  }

  @Test
  void valuesBecomeFiles() throws IOException {
    assertEquals(
        "", value("--write-to", "out", "-E", "{ x = \"foo\" + \"bar\"; y = { z = \"bla\"; }; }"));
    assertEquals("foobar", Files.readString(directory.resolve("out/x")));
    assertEquals("bla", Files.readString(directory.resolve("out/y/z")));
    String again = run.firn("eval", "--write-to", "out", "-E", "\"x\"").errors();
    assertTrue(again.contains("/out' already exists"), again);
    for (String name : new String[] {".", "..", "a/b", ""}) {
      Outcome bad =
          run.firn(
              "eval", "--write-to", "bad" + name.length(), "-E", "{ \"" + name + "\" = \"x\"; }");
      assertEquals(1, bad.status(), name);
      assertTrue(bad.errors().contains("invalid file name '" + name + "'"), bad.errors());
    }
    assertEquals(1, run.firn("eval", "--write-to", "number", "-E", "1").status());
  }

  @Test
  void namesFunctionsAndDerivations() {
    assertEquals(
        "{ d = \u00c2\u00abderivation"
            + " /nix/store/5wq5jx7219pmi3xklyhl77fjbqvy6qaj-x.drv\u00c2\u00bb; f ="
            + " \u00c2\u00ablambda f @ \u00c2\u00abstring\u00c2\u00bb:1:7\u00c2\u00bb; }",
        value("-E", "{ f = x: x; d = " + DERIVATION + "; }"));
  }

  @Test
  void partsThatFailAreErrorsOfTheirOwn() {
    assertEquals(
        "{ a = \u00c2\u00aberror: no\u00c2\u00bb; }", value("-E", "{ a = throw \"no\"; }"));

    Outcome strict = run.firn("eval", "--strict", "-E", "{ a = throw \"no\"; }");
    assertEquals(1, strict.status());
    assertTrue(strict.errors().endsWith("       error: no\n"), strict.errors());
  }

  @Test
  void readsFilesFoldersAndStandardInput() throws IOException {
    write("default.nix", "{ a = ./x; }");
    Files.createDirectories(directory.resolve("folder"));
    write("folder/default.nix", "\"folder\"");

    assertEquals("{ a = " + directory + "/x; }", value());
    assertEquals("\"folder\"", value("folder"));
    assertEquals("\"folder\"", value("<f>", "-I", "f=folder"));
    run.input("1 + 2");
    assertEquals("3", value("-"));
  }

  @Test
  void selectsAndCalls() throws IOException {
    write("f.nix", "{ a ? 1, ... }@args: { inherit a args; l = [ 7 { \"b.c\" = 8; } ]; }");

    assertEquals("1", value("f.nix", "-A", "a"));
    assertEquals("8", value("f.nix", "-A", "l.1.\"b.c\""));
    assertEquals("\"2\"", value("f.nix", "-A", "a", "--argstr", "a", "2"));
    assertEquals("7\n2", value("f.nix", "--arg", "a", "1 + 1", "-A", "l.0", "-A", "a"));
    assertEquals("{ q = \"from stdin\"; }", value2("q"));
  }

  private String value2(String name) {
    run.input("from stdin");
    return value("f.nix", "-A", "args", "--arg-from-stdin", name);
  }

  @Test
  void argumentsComeFromFilesToo() throws IOException {
    write("text", "content\n");
    assertEquals(
        "\"content\\n\"", value("-E", "{ x }: x", "-A", "", "--arg-from-file", "x", "text"));
  }

  @Test
  void whatHasNoEndIsNotPrintedForever() {
    String endless = "let f = n: { inner = f (n + 1); }; in f 0";
    Outcome outcome = run.firn("eval", "--max-call-depth", "100", "-E", endless);
    assertEquals(1, outcome.status());
    assertTrue(
        outcome.errors().contains("error: stack overflow; max-call-depth exceeded\n"),
        outcome.errors());
  }

  @Test
  void hasOtherForms() {
    assertEquals("{\"a\":[1,2.5,null]}", value("--json", "-E", "{ a = [ 1 2.5 null ]; }"));
    assertEquals("a\"b", value("--raw", "-E", "\"a\\\"b\""));
    assertTrue(
        value("--xml", "-E", "{ a = 1; }").contains("<attr column=\"3\" line=\"1\" name=\"a\">"));
    assertEquals(
        "error: --raw and --json are mutually exclusive\n"
            + "Try 'firn eval --help' for more information.\n",
        run.firn("eval", "--raw", "--json", "-E", "1").errors());
  }

  @Test
  void bytesPassUnchanged() {
    assertEquals("\u00ff\u0001\u00e4", value("--raw", "-E", "\"\u00ff\u0001\u00e4\""));
    assertEquals("\"\u00ff\"", value("--argstr", "x", "\u00ff", "-E", "{ x }: x"));
  }

  @Test
  void threadsDoNotChangeTheValue() {
    String expression = "builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x * x) 1000)";
    for (String threads : new String[] {"1", "2", "8"}) {
      assertEquals("332833500", value("--threads", threads, "-E", expression));
    }
    assertEquals(
        "error: '--threads' takes a number from 1 to 256, not '0'\n"
            + "Try 'firn eval --help' for more information.\n",
        run.firn("eval", "--threads", "0", "-E", "1").errors());
  }

  @Test
  void settingsComeFromEverywhere() throws IOException {
    assertEquals("\"s\"", value("--system", "s", "-E", "builtins.currentSystem"));
    run.with("NIX_CONFIG", "eval-system = t");
    assertEquals("\"t\"", value("-E", "builtins.currentSystem"));
    assertEquals("false", value("--pure-eval", "-E", "builtins ? currentSystem"));
    assertEquals("true", value("--pure-eval", "--impure", "-E", "builtins ? currentSystem"));
  }
}
