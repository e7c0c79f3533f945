package dev.firn.fuzz;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the fuzzer tries for a minute holds for its seeds and some thousand inputs that are made of them. */
class TargetsTest {
  private static final int MUTATIONS = 5000;
  private static final long SEED = 20_260_101;

  @TestFactory
  Stream<DynamicTest> targets() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : Targets.names()) {
      tests.add(dynamicTest(name, () -> tryAll(name)));
    }
    return tests.stream();
  }

  private static void tryAll(String name) throws IOException {
    Set<String> seeds = new Seeds(Path.of("..")).of(name);
    assertTrue(seeds.size() > 10, "found only " + seeds.size() + " seeds");
    for (String seed : seeds) {
      check(name, seed);
    }
    Mutations mutations = new Mutations(new SplittableRandom(SEED), List.copyOf(seeds));
    for (int i = 0; i < MUTATIONS; i++) {
      check(name, mutations.next());
    }
  }

  private static void check(String name, String input) {
    try {
      Targets.named(name).check(input);
    } catch (RuntimeException | Error failure) {
      throw new AssertionError("fails for: " + input, failure);
    }
  }

  @Test
  void deepSetsAreWellFormedToo() {
    check("xml", "{a\"".repeat(80) + "n" + "}".repeat(80));
  }

  @Test
  void treesThatDifferAreToldApart() {
    assertTrue(Trees.same(SyntaxTarget.parse("a: { b = 1; }"), SyntaxTarget.parse("a:{b=1;}")));
    for (String other : List.of("a: { b = 2; }", "a: { c = 1; }", "b: { b = 1; }", "a: { }", "1")) {
      assertTrue(
          !Trees.same(SyntaxTarget.parse("a: { b = 1; }"), SyntaxTarget.parse(other)), other);
    }
  }

  @Test
  void anUnknownTargetIsAnError() {
    assertThrows(IllegalArgumentException.class, () -> Targets.named("nothing"));
  }
}
