package dev.firn.conformance.rendered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The differences that are known, and why they are: a file of lines with six columns between tabs. In the first five {@code *} stands for
 * any text, and {@code -} as a value for none.
 */
final class Differences {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Boolean> used = new ArrayList<>();

  /** One of them. */
  record Entry(
      String manager, String cases, String fact, String upstream, String firn, String reason) {
    private boolean covers(String... texts) {
      List<String> patterns = List.of(manager, cases, fact, upstream, firn);
      for (int i = 0; i < texts.length; i++) {
        if (!matches(patterns.get(i), texts[i])) {
          return false;
        }
      }
      return true;
    }

    private static boolean matches(String pattern, String text) {
      String[] parts = pattern.split("\\*", -1);
      StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
      for (int i = 1; i < parts.length; i++) {
        regex.append("(?s:.*)").append(Pattern.quote(parts[i]));
      }
      return text.matches(regex.toString());
    }
  }

  /** Reads the file. */
  Differences(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 6) {
          throw new IOException(file + " has a line without six columns: " + line);
        }
        entries.add(
            new Entry(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]));
        used.add(false);
      }
    }
  }

  /** Whether that difference is known; entries that cover one are in use. */
  boolean isKnown(
      String manager, String name, String fact, @Nullable String upstream, @Nullable String firn) {
    String theirs = upstream == null ? "-" : upstream;
    String ours = firn == null ? "-" : firn;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).covers(manager, name, fact, theirs, ours)) {
        used.set(i, true);
        return true;
      }
    }
    return false;
  }

  /** All of them as a table of Markdown: a row for each reason of each manager. */
  String table() {
    Map<List<String>, Set<String>> rows = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String facts = entry.fact.equals("*") ? "all" : "`" + entry.fact + "`";
      String cases = entry.cases.equals("*") ? "" : " in `" + entry.cases + "`";
      rows.computeIfAbsent(List.of(entry.manager, entry.reason), _ -> new LinkedHashSet<>())
          .add(facts + cases);
    }
    StringBuilder text = new StringBuilder("| manager | what | why |\n| --- | --- | --- |\n");
    rows.forEach((key, facts) -> {
      String manager = key.getFirst().equals("*") ? "all" : key.getFirst();
      text.append("| ").append(manager).append(" | ").append(String.join(", ", facts));
      text.append(" | ").append(key.getLast()).append(" |\n");
    });
    return text.toString();
  }

  /** Those that covered nothing. */
  List<Entry> unused() {
    List<Entry> rest = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!used.get(i)) {
        rest.add(entries.get(i));
      }
    }
    return rest;
  }
}
