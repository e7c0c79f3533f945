package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every builtin, those of experimental features too, has a file of at least three cases. */
class BuiltinCoverageTest {
  private static final int ENOUGH = 3;

  @Test
  void everyBuiltinHasCases() throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    for (CaseFile file : Corpus.caseFiles()) {
      String name = file.path().getFileName().toString();
      if (file.path().getParent().endsWith("builtins")) {
        counts.put(name.substring(0, name.length() - ".cases".length()), file.cases().size());
      }
    }
    List<String> lacking = new ArrayList<>(names());
    lacking.removeIf(name -> counts.getOrDefault(name, 0) >= ENOUGH);
    assertEquals(List.of(), lacking);
    counts.keySet().removeAll(names());
    assertEquals(Map.of(), counts, "cases of what is no builtin");
  }

  private static List<String> names() throws IOException {
    List<String> names = new ArrayList<>(Corpus.list("builtins.txt"));
    for (String line : Corpus.list("builtins-experimental.tsv")) {
      names.add(line.substring(line.indexOf('\t') + 1));
    }
    return names;
  }
}
