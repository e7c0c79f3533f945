package dev.firn.app.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.app.command.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts tell {@code nix-shell}. */
class ShellScriptTest {
  @TempDir Path directory;

  private List<String> words(String text, String... arguments) throws IOException {
    Files.writeString(directory.resolve("script"), text);
    List<String> given = new java.util.ArrayList<>(List.of("script"));
    given.addAll(List.of(arguments));
    ShellScript script =
        Objects.requireNonNull(ShellScript.find(given, directory.toString()), "no script");
    assertEquals(directory.toString(), script.directory());
    return script.words();
  }

  @Test
  void wordsStandInAllLinesThatNameTheShell() throws IOException {
    assertEquals(
        List.of("-p", "hello", "--argstr", "a", "b c"),
        words(
            "#! /usr/bin/env nix-shell\n#! nix-shell -p hello\n"
                + "#!nix-shell --argstr a 'b c'\n#! other -x\nnix-shell -y\n"));
  }

  @Test
  void anInterpreterRunsTheScriptWithItsArguments() throws IOException {
    String path = directory.resolve("script").toString();
    assertEquals(
        List.of("--run", "exec bash '" + path + "' 'it'\\''s' 'two words'"),
        words("#! x\n#! nix-shell -i bash", "it's", "two words"));
    assertEquals(
        List.of("--run", "exec -a PERL perl '" + path + "'"), words("#! x\n#! nix-shell -i perl"));
    assertEquals(
        List.of("--run", "exec ruby -e 'load(ARGV.shift)' -- '" + path + "'"),
        words("#! x\n#! nix-shell -i ruby"));
  }

  @Test
  void whatIsNoScriptIsLeftAlone() throws IOException {
    Files.writeString(directory.resolve("shell.nix"), "{ }");

    assertNull(ShellScript.find(List.of("shell.nix"), directory.toString()));
    assertNull(ShellScript.find(List.of("missing"), directory.toString()));
    assertNull(ShellScript.find(List.of("-p", "hello"), directory.toString()));
    assertNull(ShellScript.find(List.of(), directory.toString()));
  }

  @Test
  void wordsAreSplitAsShellsDo() {
    assertEquals(List.of("a", "b"), ShellWords.split("  a\tb "));
    assertEquals(
        List.of("a b", "c\\d", "e f", "g\"h"), ShellWords.split("a\\ b 'c\\d' \"e f\" g\\\"h"));
    assertEquals(List.of("", "xy"), ShellWords.split("'' x\"y\""));
    assertThrows(UsageException.class, () -> ShellWords.split("'open"));
  }
}
