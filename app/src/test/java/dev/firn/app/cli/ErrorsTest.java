package dev.firn.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Golden;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.base.text.Latin1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read when something goes wrong: never Java. */
class ErrorsTest {
  @TempDir Path directory;
  private Run run;

  @BeforeEach
  void setUp() {
    run = new Run(directory).with("NIX_REMOTE", "dummy://");
  }

  private String errors(String... arguments) {
    Outcome outcome = run.firn(arguments);
    assertEquals(1, outcome.status());
    assertEquals("", outcome.output());
    return Latin1.toUnicode(outcome.errors()).replace(directory.toString(), "/pwd");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1);
  }

  private void golden(String name, String... arguments) throws IOException {
    Golden.check("app/src/test/resources/golden/errors/" + name + ".txt", errors(arguments));
  }

  @Test
  void errorsLookAsTheyDid() throws IOException {
    write("trace.nix", "let\n  f = x: x.missing;\nin\n{\n  a = f { misling = 1; };\n}\n");
    write("several.nix", "{\n  a = 1 +;\n  b = [ 1;\n  c = 3;\n  d = ( ;\n}\n");
    write("number.nix", "if 1 then \"\t\u00e4\" else 2\n");

    golden("trace", "eval", "trace.nix", "-A", "a");
    golden("show-trace", "eval", "--show-trace", "trace.nix", "-A", "a");
    golden("several-syntax-errors", "eval", "several.nix");
    golden("type", "eval", "number.nix");
    golden("selection", "eval", "trace.nix", "-A", "b");
    golden("argument", "eval", "-E", "{ name }: name", "-A", "x", "--arg", "nam", "1");
    golden("recursion", "eval", "-E", "let x = x; in x");
    golden("depth", "eval", "-E", "let f = n: f (n + 1); in f 0");
    golden("option", "eval", "--evla");
    golden("command", "evl");
  }

  @Test
  void filesThatCannotBeRead() throws IOException {
    Files.createDirectories(directory.resolve("empty"));
    Files.createSymbolicLink(directory.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(directory.resolve("two"), Path.of("one"));
    write("bytes.nix", "\u00ff\u00fe");

    assertEquals("error: path '/pwd/none.nix' does not exist\n", errors("eval", "none.nix"));
    assertEquals("error: path '/pwd/empty/default.nix' does not exist\n", errors("eval", "empty"));
    assertEquals(
        "error: too many symbolic links encountered while traversing the path '/pwd/two'\n",
        errors("eval", "one"));
    assertTrue(errors("eval", "bytes.nix").contains("at /pwd/bytes.nix:1:1:"));
    assertEquals(
        "error: file 'x' was not found in the Nix search path (add it using $NIX_PATH or -I)\n",
        errors("eval", "<x>"));
  }

  @Test
  void settingsThatAreNone() {
    run.with("NIX_CONFIG", "pure-eval = perhaps");
    assertEquals(
        "error: Boolean setting 'pure-eval' has invalid value 'perhaps'\n"
            + "Try 'firn eval --help' for more information.\n",
        errors("eval", "-E", "1"));
  }

  @Test
  void unknownSettingsAreWarnedAbout() {
    Outcome outcome = run.firn("eval", "--option", "nonsense", "1", "-E", "1");

    assertEquals("warning: unknown setting 'nonsense'\n", outcome.errors());
    assertEquals(0, outcome.status());
    assertEquals(
        "",
        run.firn("eval", "--quiet", "--quiet", "--quiet", "--option", "nonsense", "1", "-E", "1")
            .errors());
  }

  @Test
  void storesThatCannotBeOpened() {
    assertEquals(
        "error: don't know how to open Nix store with scheme 'gopher'\n",
        errors("eval", "--store", "gopher://host", "-E", "1"));
  }

  @Test
  void deepDataIsNoProblem() {
    String deep = "builtins.foldl' (a: _: [ a ]) null (builtins.genList (x: x) 3000)";
    assertEquals(0, run.firn("eval", "-E", "builtins.length (" + deep + ")").status());
    assertEquals(0, run.firn("nix-instantiate", "--eval", "--strict", "-E", deep).status());
    assertTrue(
        errors("eval", "-E", "\n(".repeat(100_000)).contains("expression is nested too deeply"));
  }

  /** A stream that takes a little and then fails, as a pipe does when its reader goes. */
  private static final class Closed extends OutputStream {
    private int left = 5;

    @Override
    public void write(int value) throws IOException {
      if (left-- == 0) {
        throw new IOException("Broken pipe");
      }
    }
  }

  @Test
  void outputThatNobodyReads() {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        Main.run(
            new String[] {"eval", "-E", "\"a long string\""},
            InputStream.nullInputStream(),
            new Closed(),
            errors,
            Map.of("HOME", "/nonexistent", "NIX_REMOTE", "dummy://"),
            directory.toString());

    assertEquals(
        "error: writing to standard output: Broken pipe\n",
        errors.toString(StandardCharsets.UTF_8));
    assertEquals(1, status);
  }

  @Test
  void helpIsThere() {
    assertEquals(run.firn("--help").output(), run.firn().output());
    assertEquals(run.firn("eval", "--help").output(), run.firn("help", "eval").output());
    assertEquals("firn " + Version.FIRN + "\n", run.firn("--version").output());
    assertEquals(
        "firn " + Version.FIRN + "\n", run.firn("--called-as", "firn2", "--version").output());
  }
}
