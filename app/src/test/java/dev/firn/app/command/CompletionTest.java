package dev.firn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  @TempDir Path directory;

  /** What bash offers for the last of some words. */
  private String complete(String... words) throws IOException, InterruptedException {
    Path script = directory.resolve("completion.bash");
    Files.writeString(
        script,
        BashCompletion.script()
            + "COMP_WORDS=(\"$@\")\n"
            + "COMP_CWORD=$(($# - 1))\n"
            + "_firn\n"
            + "printf '%s ' \"${COMPREPLY[@]}\"\n");
    String[] command = new String[words.length + 2];
    command[0] = "bash";
    command[1] = script.toString();
    System.arraycopy(words, 0, command, 2, words.length);
    Process bash =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), output);
    return output.strip();
  }

  @Test
  void bashCompletesCommands() throws IOException, InterruptedException {
    assertEquals("eval", complete("firn", "ev"));
    assertTrue(complete("firn", "").contains("nix-instantiate"));
  }

  @Test
  void bashCompletesOptionsOfTheCommand() throws IOException, InterruptedException {
    assertEquals("--strict", complete("firn", "eval", "--str"));
    assertEquals("", complete("firn", "parse", "--strict"));
    assertEquals("--find-file", complete("firn", "nix-instantiate", "x", "--find"));
    assertEquals("--find-file", complete("/usr/bin/nix-instantiate", "--find"));
  }

  @Test
  void bashCompletesFilesAndShells() throws IOException, InterruptedException {
    assertEquals("completion.bash", complete("firn", "eval", "comp"));
    assertEquals("zsh", complete("firn", "completion", "z"));
  }

  @Test
  void everyOptionIsInEveryScript() {
    for (CommandSpec command : Commands.all()) {
      for (Option option : command.options()) {
        String words = BashCompletion.script().replace('\'', ' ');
        assertTrue(words.contains(" --" + option.name() + " "), option.name());
        assertTrue(ZshCompletion.script().contains("--" + option.name() + "["), option.name());
        assertTrue(FishCompletion.script().contains(" -l " + option.name() + " "), option.name());
      }
    }
  }
}
