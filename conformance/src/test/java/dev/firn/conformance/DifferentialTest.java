package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs all cases with the reference Nix: the expectations must be its answers too, but for the listed differences. */
class DifferentialTest {
  private static final String LIST = "known-differences.tsv";

  @Test
  void theReferenceAgreesButForTheKnownDifferences(@TempDir Path scratch)
      throws IOException, InterruptedException {
    Reference reference =
        Reference.find()
            .orElseGet(() -> Assumptions.abort("no nix-instantiate on PATH (Debian: nix-bin)"));
    List<Case> cases = Corpus.cases();
    Map<String, String> known = Corpus.reasons(LIST);
    int listedCount = known.size();
    List<Outcome> outcomes = reference.run(cases, scratch);
    List<String> wrong = new ArrayList<>();
    int sameMessages = 0;
    int failing = 0;
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      Outcome outcome = outcomes.get(i);
      boolean agrees = each.expectation().agreesWith(outcome);
      boolean listed = known.remove(each.name()) != null;
      if (agrees && listed) {
        wrong.add(each.name() + ": listed in " + LIST + ", but no longer differs");
      } else if (!agrees && !listed) {
        wrong.add(each.name() + ": " + each.expectation() + " but the reference gave " + outcome);
      }
      failing += each.expectation().fails() ? 1 : 0;
      sameMessages +=
          each.expectation().fails() && each.expectation().message().equals(outcome.message())
              ? 1
              : 0;
    }
    known
        .keySet()
        .forEach(name -> wrong.add(name + ": listed in " + LIST + ", but there is no such case"));
    System.out.printf(
        "%d cases; known differences: %d; of %d cases that fail, the reference words %d the same%n",
        cases.size(), listedCount, failing, sameMessages);
    assertEquals(List.of(), wrong);
  }
}
