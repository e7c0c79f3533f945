package dev.firn.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.settings.ConfigFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir Path directory;

  private List<Entry> parse(String text) {
    return ConfigFile.parse(text, directory + "/nix.conf");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  @Test
  void aLineIsANameAndWords() {
    assertEquals(
        List.of(
            new Entry("cores", "2"), new Entry("substituters", "a b"), new Entry("builders", "")),
        parse("  cores = 2\n\nsubstituters =\ta   b # c\n# all = comment\nbuilders ="));
  }

  @Test
  void whatIsNoSettingIsRefused() {
    for (String line :
        List.of(
            "cores", "cores 2", "cores=2", "a b = c", "include", "include a b", "include a\0b")) {
      SettingException wrong = assertThrows(SettingException.class, () -> parse(line), line);
      assertEquals(
          "syntax error in configuration line '" + line + "' in \"" + directory + "/nix.conf\"",
          wrong.getMessage());
      assertTrue(wrong.isUsage());
    }
  }

  @Test
  void includedFilesStandWhereTheyAreIncluded() throws IOException {
    write("inner", "b = 2\n!include missing\n");
    write("other", "c = 3");

    assertEquals(
        List.of(new Entry("a", "1"), new Entry("b", "2"), new Entry("c", "3"), new Entry("d", "4")),
        parse("a = 1\ninclude inner\n!include " + directory + "/other\nd = 4\n"));
  }

  @Test
  void aMissingIncludeIsAnError() {
    SettingException wrong = assertThrows(SettingException.class, () -> parse("include missing"));

    assertEquals(
        "file \"" + directory + "/missing\" included from \"" + directory + "/nix.conf\" not found",
        wrong.getMessage());
    assertFalse(wrong.isUsage());
  }

  @Test
  void aFileThatIncludesItselfIsAnError() throws IOException {
    write("loop", "include loop");

    SettingException wrong = assertThrows(SettingException.class, () -> parse("include loop"));
    assertTrue(wrong.getMessage().contains("includes itself"), wrong.getMessage());
  }
}
