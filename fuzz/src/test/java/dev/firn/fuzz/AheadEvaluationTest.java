package dev.firn.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.syntax.SyntaxTrees;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Programs have the same values, errors and messages however many threads evaluate them: one, two or eight. */
class AheadEvaluationTest {
  private static final int PROGRAMS = Integer.getInteger("firn.programs", 150);
  private static final int[] HELPERS = {1, 7};

  /** What is special in names that programs before had, too. */
  private static final String OLD = "_1000000";

  private int runs;
  private int computedAhead;

  @Test
  void randomPrograms() {
    int values = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      SyntaxTrees trees = new SyntaxTrees();
      String alone = run(seed, 0, newMark(), null);
      values += alone.contains("error:") ? 0 : 1;
      assertEquals(alone, run(seed, 0, OLD, trees), "program " + seed + " with old names");
      for (int helpers : HELPERS) {
        String who = "program " + seed + " with " + helpers + " helpers";
        assertEquals(alone, run(seed, helpers, newMark(), null), who);
        assertEquals(alone, run(seed, helpers, OLD, null), who + " and old names");
        assertEquals(alone, run(seed, helpers, OLD, trees), who + " and old files");
      }
    }
    System.out.println(
        PROGRAMS + " programs, " + values + " with a value, " + computedAhead + " thunks ahead");
    assertTrue(values > PROGRAMS / 10 && values < PROGRAMS, values + " have a value");
    // How many depends on how busy the machine is.
    assertTrue(computedAhead > 0, "helpers computed nothing");
  }

  /** Makes names new to the process, where other programs have met the old ones in other orders. */
  private String newMark() {
    return "_" + (1_000_001 + runs++);
  }

  /**
   * Runs a program.
   *
   * @param mark what is special in its names
   * @param trees the syntax trees that are kept
   */
  private String run(long seed, int helpers, String mark, @Nullable SyntaxTrees trees) {
    MemoryHost host = Stored.sources();
    for (int i = 0; i < Programs.FILES; i++) {
      host.file("/files/" + i + ".nix", Programs.writeFile(seed, i, mark));
    }
    Evaluations.Outcome outcome =
        Evaluations.inMemory(Programs.write(seed, mark), host, seed % 2 == 0, helpers, trees);
    computedAhead += outcome.computedAhead();
    return outcome.text().replace(mark, "") + "\nstored: " + outcome.stored();
  }

  @Test
  void casesOfConformance() throws IOException {
    Path tree = Path.of("..").toAbsolutePath().normalize();
    String files = tree.resolve("conformance/files").toString();
    int cases = 0;
    for (String program : new Seeds(tree).of("syntax")) {
      String alone = Evaluations.onDisk(program, files, 0).text();
      Evaluations.Outcome outcome = Evaluations.onDisk(program, files, HELPERS[cases % 2]);
      assertEquals(alone, outcome.text(), program);
      computedAhead += outcome.computedAhead();
      cases++;
    }
    System.out.println(cases + " cases, " + computedAhead + " thunks ahead");
    assertTrue(cases > 1000, "found only " + cases + " cases");
  }
}
