package dev.firn.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of features and of upstream's bugs are true: each row names the tests that show it, and they exist. A test is written
 * {@code `Class`}, {@code `Class.method`}, or {@code `folder/file`} from the top of the tree.
 */
class FeaturesTest {
  private static final Pattern ROW = Pattern.compile("^\\|(.+)\\|(.+)\\|$");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  @ParameterizedTest
  @ValueSource(strings = {"docs/features.md", "docs/upstream-bugs.md"})
  void everyNamedTestExists(String page) throws IOException {
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (String row : rows(page)) {
      Matcher test = QUOTED.matcher(row.substring(row.lastIndexOf('|', row.length() - 2)));
      int before = found;
      while (test.find()) {
        found++;
        if (!exists(test.group(1))) {
          missing.add(test.group(1));
        }
      }
      assertTrue(found > before, () -> "names no test: " + row);
    }

    assertEquals(List.of(), missing);
    assertTrue(found > 0);
  }

  /** The rows of all tables, without their heads. */
  private static List<String> rows(String page) throws IOException {
    List<String> rows = new ArrayList<>();
    boolean inBody = false;
    for (String line : SourceTree.read(SourceTree.ROOT.resolve(page)).split("\n")) {
      boolean isRow = ROW.matcher(line.strip()).matches();
      if (isRow && inBody) {
        rows.add(line.strip());
      }
      inBody = isRow && (inBody || line.contains("---"));
    }
    return rows;
  }

  private static boolean exists(String test) throws IOException {
    if (test.contains("/")) {
      return Files.exists(SourceTree.ROOT.resolve(test));
    }
    int dot = test.indexOf('.');
    String className = dot < 0 ? test : test.substring(0, dot);
    for (Path source : SourceTree.sources("src/test/java")) {
      if (source.endsWith(className + ".java")) {
        return dot < 0 || SourceTree.read(source).contains(" " + test.substring(dot + 1) + "(");
      }
    }
    return false;
  }
}
