package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFileTest {
  @TempDir Path directory;

  @Test
  void everyFileIsWrittenAsItWasRead() throws IOException {
    for (CaseFile file : Corpus.caseFiles()) {
      String text = Files.readString(file.path(), StandardCharsets.ISO_8859_1);
      assertEquals(text, file.render(), file.path().toString());
    }
  }

  @Test
  void everyNameIsThereOnce() throws IOException {
    Set<String> names = new HashSet<>();
    for (Case each : Corpus.cases()) {
      assertTrue(names.add(each.name()), each.name());
    }
  }

  @Test
  void partsOfACaseAreToldApart() throws IOException {
    Case each =
        read("== a\n$ --json -A x\n& V=1\n{\n  x = \"=>\";\n}\n=> \"=>\"\n2> warning: w\n2>\n")
            .cases()
            .getFirst();
    assertEquals("t/a", each.name());
    assertEquals(
        List.of(
            "--show-trace", "--eval", "--strict", "--json", "-A", "x", "-E", "{\n  x = \"=>\";\n}"),
        each.commandLine());
    assertEquals("1", Corpus.environment(each).get("V"));
    assertEquals(
        List.of(), each.expectation().differences(new Outcome(0, "\"=>\"\n", "warning: w\n\n")));
  }

  @Test
  void everyDifferenceIsReported() throws IOException {
    Expectation failing =
        read("== a\n1 + {}\n!! first\n!! second\n!@ 1:5\n").cases().getFirst().expectation();
    String error =
        "error:\n       … frame\n         at «string»:1:1:\n\n       error: first\n       second\n       at «string»:1:5:\n";
    assertEquals(List.of(), failing.differences(new Outcome(1, "", error)));
    assertEquals(
        1, failing.differences(new Outcome(1, "", error.replace("second", "other"))).size());
    assertEquals(1, failing.differences(new Outcome(1, "", error.replace("1:5", "1:6"))).size());
    assertEquals(3, failing.differences(new Outcome(0, "1\n", "")).size());
    Expectation open = read("== a\n$ --raw\n\"a\"\n=| a\n").cases().getFirst().expectation();
    assertEquals(List.of(), open.differences(new Outcome(0, "a", "")));
    assertEquals(1, open.differences(new Outcome(0, "a\n", "")).size());
  }

  @Test
  void aCaseThatExpectsNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> read("== a\n1\n"));
    assertThrows(IllegalArgumentException.class, () -> read("== a\n1\n=> 1\nmore\n"));
  }

  private CaseFile read(String text) throws IOException {
    return CaseFile.read(Files.writeString(directory.resolve("t.cases"), text), "t");
  }
}
