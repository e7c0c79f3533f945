package dev.firn.lang.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.syntax.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random graphs of thunks, with errors and circles in them, have the same values and errors however many evaluate them. */
class AheadTest {
  private static final int GRAPHS = 400;
  private static final int NODES = 300;

  /** Adds up other slots; may fail, may take its time. */
  private static final class Sum extends Code {
    private final int number;
    private final int[] needs;
    private final boolean fails;
    private final Lazy[] slots;

    Sum(int number, int[] needs, boolean fails, Lazy[] slots) {
      this.number = number;
      this.needs = needs;
      this.fails = fails;
      this.slots = slots;
    }

    @Override
    public Value eval(Env env, Evaluation ev) {
      long sum = number;
      for (int need : needs) {
        sum = 31 * sum + ((IntValue) slots[need].force(ev, number)).value();
      }
      if (fails) {
        throw new EvalError("node " + number + " fails", number);
      }
      return IntValue.of(sum);
    }

    @Override
    public int position() {
      return number;
    }
  }

  private static Lazy[] graph(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Lazy[] slots = new Lazy[NODES];
    Env env = new Env.Many(null, 0);
    double circles = random.nextInt(3) == 0 ? 0.01 : 0;
    double failures = random.nextInt(3) == 0 ? 0.02 : 0;
    for (int i = 0; i < NODES; i++) {
      int[] needs = new int[i == 0 ? 0 : random.nextInt(4)];
      for (int j = 0; j < needs.length; j++) {
        needs[j] = random.nextDouble() < circles ? random.nextInt(NODES) : random.nextInt(i);
      }
      slots[i] = new Thunk(new Sum(i + 1, needs, random.nextDouble() < failures, slots), env);
    }
    return slots;
  }

  private static Evaluation evaluation() {
    return new Evaluation(new MemoryHost(), new Positions(), 10_000, true);
  }

  /** What the main evaluation sees when it asks for every slot in turn. */
  private static List<String> outcomes(Lazy[] slots, Evaluation ev) {
    List<String> outcomes = new ArrayList<>();
    ev.ahead(slots);
    for (Lazy slot : slots) {
      long mark = ev.mark();
      try {
        outcomes.add(Long.toString(((IntValue) slot.force(ev, 7)).value()));
      } catch (EvalError error) {
        ev.restore(mark);
        outcomes.add(error.text() + " at " + error.position() + " " + story(error));
      }
    }
    return outcomes;
  }

  private static String story(EvalError error) {
    StringBuilder story = new StringBuilder();
    for (var trace = error.traces(); trace != null; trace = trace.inner()) {
      story.append(trace.hint()).append(';');
    }
    return story.toString();
  }

  @Test
  void helpersChangeNothing() {
    int computedAhead = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      List<String> alone = outcomes(graph(seed), evaluation());
      for (int helpers : new int[] {1, 7}) {
        Evaluation ev = evaluation();
        try (Ahead ahead = new Ahead(ev, helpers)) {
          assertEquals(
              alone, outcomes(graph(seed), ev), "graph " + seed + " with " + helpers + " helpers");
          computedAhead += ahead.computed();
        }
      }
    }
    assertTrue(computedAhead > 0, "no helper computed anything");
  }
}
