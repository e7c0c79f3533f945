package dev.firn.conformance.rendered;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Facts of all cases under one process manager, and the file that keeps them: {@code == CASE} and then {@code NAME = VALUE} lines. */
final class Facts {
  private static final String EQUALS = " = ";

  private Facts() {}

  /** The file with those of what nix-processmgmt generates for a manager. */
  static Path upstream(String manager) {
    return Path.of("rendered", "upstream", manager + ".txt");
  }

  /** Reads a file: by case and name. */
  static SortedMap<String, SortedMap<String, String>> read(Path file) throws IOException {
    SortedMap<String, SortedMap<String, String>> all = new TreeMap<>();
    SortedMap<String, String> facts = new TreeMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      int equals = line.indexOf(EQUALS);
      if (line.startsWith("== ")) {
        facts = new TreeMap<>();
        all.put(line.substring(3), facts);
      } else if (equals > 0) {
        facts.put(line.substring(0, equals), line.substring(equals + EQUALS.length()));
      }
    }
    return all;
  }

  /** Writes a file. */
  static void write(SortedMap<String, SortedMap<String, String>> all, Path file)
      throws IOException {
    StringBuilder text = new StringBuilder();
    all.forEach((name, facts) -> {
      text.append("== ").append(name).append('\n');
      facts.forEach((fact, value) -> text.append(fact).append(EQUALS).append(value).append('\n'));
    });
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }
}
