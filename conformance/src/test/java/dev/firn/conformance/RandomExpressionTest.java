package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evaluates random expressions with Firn and with the reference Nix, and compares. The system properties {@code firn.random.seed}
 * and {@code firn.random.batches} give other and more expressions.
 */
class RandomExpressionTest {
  private static final long SEED = Long.getLong("firn.random.seed", 20_260_601);
  private static final int BATCHES = Integer.getInteger("firn.random.batches", 80);
  private static final int BATCH = 40;
  private static final int DEPTH = 5;
  private static final int LONGEST = 2_500;

  @Test
  void bothEvaluatorsAgree(@TempDir Path scratch) throws IOException, InterruptedException {
    Reference reference =
        Reference.find()
            .orElseGet(() -> Assumptions.abort("no nix-instantiate on PATH (Debian: nix-bin)"));
    List<List<String>> batches = batches();
    List<Case> cases = batches.stream().map(batch -> evaluating(batch)).toList();
    List<Outcome> wanted = reference.run(cases, scratch);
    int compared = 0;
    int failed = 0;
    for (int i = 0; i < cases.size(); i++) {
      assertEquals(0, wanted.get(i).status(), () -> "the generator is wrong, seed " + SEED);
      if (!wanted.get(i).output().equals(Firn.run(cases.get(i)).output())) {
        compareOneByOne(reference, batches.get(i), scratch);
      }
      compared += batches.get(i).size();
      failed += occurrences(wanted.get(i).output(), "success = false");
    }
    System.out.printf(
        "%d random expressions agree, %d of them fail, seed %d%n", compared, failed, SEED);
    assertTrue(failed < compared / 4, "too many expressions fail to tell much");
  }

  private static void compareOneByOne(Reference reference, List<String> batch, Path scratch)
      throws IOException, InterruptedException {
    List<Case> cases = batch.stream().map(expression -> evaluating(List.of(expression))).toList();
    List<Outcome> wanted = reference.run(cases, scratch);
    for (int i = 0; i < cases.size(); i++) {
      Outcome got = Firn.run(cases.get(i));
      String where = "seed " + SEED + ": " + batch.get(i);
      assertEquals(wanted.get(i).output(), got.output() + got.errorOutput(), where);
    }
  }

  private static List<List<String>> batches() {
    ExpressionGenerator generator = new ExpressionGenerator(SEED);
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      List<String> batch = new ArrayList<>();
      while (batch.size() < BATCH) {
        String expression = latin1(generator.of(generator.kind(2), DEPTH));
        if (expression.length() <= LONGEST) {
          batch.add(expression);
        }
      }
      batches.add(batch);
    }
    return batches;
  }

  /** A list of what {@code tryEval} says of the JSON of each expression. */
  private static Case evaluating(List<String> expressions) {
    List<String> lines = new ArrayList<>(List.of("["));
    expressions.forEach(each -> lines.add("(builtins.tryEval (builtins.toJSON (" + each + ")))"));
    lines.add("]");
    Expectation none = new Expectation(List.of(), false, List.of(), List.of(), "");
    return new Case("random", List.of(), false, List.of(), lines, none);
  }

  private static int occurrences(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  private static String latin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
