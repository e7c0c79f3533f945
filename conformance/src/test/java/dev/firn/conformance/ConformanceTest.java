package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.firn.lang.syntax.Symbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs all cases with Firn, a test each: it must answer as expected, but for the known gaps, which must differ. With the system property {@code firn.golden=write} it instead writes what Firn gives into
 * the files, to be reviewed as a change of them.
 */
class ConformanceTest {
  static {
    // Members of sets are compared and evaluated in the order in which a process first met their
    // names. Cases share a process here; they use the first letters in their order.
    for (char c = 'a'; c <= 'z'; c++) {
      Symbol.of(String.valueOf(c));
    }
  }

  private static final boolean WRITE = "write".equals(System.getProperty("firn.golden"));
  private static final String LIST = "known-gaps.tsv";
  private static final Map<String, String> GAPS = gaps();

  @TestFactory
  Stream<DynamicNode> cases() throws IOException {
    return Corpus.caseFiles().stream()
        .map(file -> dynamicContainer(file.path().toString(), WRITE ? rewrite(file) : check(file)));
  }

  @Test
  void gapsAreCases() throws IOException {
    Set<String> gaps = new TreeSet<>(GAPS.keySet());
    System.out.printf("known gaps: %d%n", gaps.size());
    Corpus.cases().forEach(each -> gaps.remove(each.name()));
    assertEquals(Set.of(), gaps, "listed in " + LIST + ", but no cases");
  }

  private static Stream<DynamicNode> check(CaseFile file) {
    return file.cases().stream().map(each -> dynamicTest(each.name(), () -> check(each)));
  }

  private static void check(Case each) {
    List<String> differences = each.expectation().differences(Firn.run(each));
    if (GAPS.containsKey(each.name())) {
      assertNotEquals(List.of(), differences, "passes: take it out of " + LIST);
    } else {
      assertEquals(List.of(), differences);
    }
  }

  private static Map<String, String> gaps() {
    try {
      return Corpus.reasons(LIST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<DynamicNode> rewrite(CaseFile file) {
    return Stream.of(
        dynamicTest(
            "rewrite",
            () -> {
              List<Case> cases = new ArrayList<>();
              for (Case each : file.cases()) {
                boolean gap = GAPS.containsKey(each.name());
                cases.add(
                    gap ? each : each.expecting(each.expectation().rewritten(Firn.run(each))));
              }
              String text = new CaseFile(file.path(), file.header(), cases).render();
              Files.writeString(file.path(), text, StandardCharsets.ISO_8859_1);
            }));
  }
}
