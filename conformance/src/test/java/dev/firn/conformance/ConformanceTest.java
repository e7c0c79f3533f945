package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs all cases with Firn, a test each. With the system property {@code firn.golden=write} it instead writes what Firn gives into
 * the files, to be reviewed as a change of them.
 */
class ConformanceTest {
  private static final boolean WRITE = "write".equals(System.getProperty("firn.golden"));

  @TestFactory
  Stream<DynamicNode> cases() throws IOException {
    return Corpus.caseFiles().stream()
        .map(file -> dynamicContainer(file.path().toString(), WRITE ? rewrite(file) : check(file)));
  }

  private static Stream<DynamicNode> check(CaseFile file) {
    return file.cases().stream()
        .map(each ->
            dynamicTest(
                each.name(),
                () -> assertEquals(List.of(), each.expectation().differences(Firn.run(each)))));
  }

  private static Stream<DynamicNode> rewrite(CaseFile file) {
    return Stream.of(
        dynamicTest(
            "rewrite",
            () -> {
              List<Case> cases = new ArrayList<>();
              for (Case each : file.cases()) {
                cases.add(each.expecting(each.expectation().rewritten(Firn.run(each))));
              }
              String text = new CaseFile(file.path(), file.header(), cases).render();
              Files.writeString(file.path(), text, StandardCharsets.ISO_8859_1);
            }));
  }
}
