package dev.firn.app.settings;

import dev.firn.base.sys.BytePaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the format of {@code nix.conf}: a line {@code NAME = VALUE} for each setting, {@code #} for comments, {@code include FILE} and
 * {@code !include FILE} (which may be missing).
 */
final class ConfigFile {
  private static final int MOST_NESTED = 100;

  private final List<Entry> entries = new ArrayList<>();

  private ConfigFile() {}

  /** A line of the file. */
  record Entry(String name, String value) {}

  /**
   * The settings of a text, in its order.
   *
   * @param path what messages call it, and where relative includes start
   * @throws SettingException if a line is no setting or an include is missing
   */
  static List<Entry> parse(String text, String path) {
    ConfigFile file = new ConfigFile();
    file.read(text, path, 0);
    return file.entries;
  }

  /** The text of a file, or null if it cannot be read. */
  static @Nullable String load(String path) {
    Path file = BytePaths.of(path);
    // Most configuration files are not there, and an exception costs more than a look.
    if (!file.toFile().exists()) {
      return null;
    }
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return null;
    }
  }

  private void read(String text, String path, int depth) {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      readLine(text.substring(start, end), path, depth);
      start = end + 1;
    }
  }

  private void readLine(String raw, String path, int depth) {
    int hash = raw.indexOf('#');
    String line = hash < 0 ? raw : raw.substring(0, hash);
    List<String> words = Words.of(line);
    if (words.isEmpty()) {
      return;
    }
    if (words.size() >= 2 && isInclude(words.getFirst())) {
      if (words.size() > 2 || words.get(1).indexOf('\0') >= 0) {
        throw syntaxError(line, path);
      }
      include(words.get(1), path, words.getFirst().startsWith("!"), depth);
    } else if (words.size() >= 2 && words.get(1).equals("=")) {
      entries.add(new Entry(words.getFirst(), String.join(" ", words.subList(2, words.size()))));
    } else {
      throw syntaxError(line, path);
    }
  }

  private static boolean isInclude(String word) {
    return word.equals("include") || word.equals("!include");
  }

  private static SettingException syntaxError(String line, String path) {
    return new SettingException(
        "syntax error in configuration line '" + line + "' in \"" + path + "\"");
  }

  private void include(String name, String from, boolean mayBeMissing, int depth) {
    String path = name.startsWith("/") ? name : from.substring(0, from.lastIndexOf('/') + 1) + name;
    String text = load(path);
    if (depth == MOST_NESTED) {
      throw new SettingException("the configuration file \"" + path + "\" includes itself");
    }
    if (text != null) {
      read(text, path, depth + 1);
    } else if (!mayBeMissing && !BytePaths.of(path).toFile().exists()) {
      throw SettingException.plain(
          "file \"" + path + "\" included from \"" + from + "\" not found");
    }
  }
}
