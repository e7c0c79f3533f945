package dev.firn.lang.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.InfiniteRecursionError;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.syntax.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random graphs of thunks, with errors and circles in them, have the same values and errors however many evaluate them. */
class AheadTest {
  private static final int GRAPHS = Integer.getInteger("firn.graphs", 600);
  private static final int NODES = 300;

  /** Adds up other slots; may fail, may take its time, may go on after the failure of another. */
  private static final class Sum extends Code {
    private final int number;
    private final int[] needs;
    private final boolean fails;
    private final boolean catches;
    private final Lazy[] slots;

    Sum(int number, int[] needs, boolean fails, boolean catches, Lazy[] slots) {
      this.number = number;
      this.needs = needs;
      this.fails = fails;
      this.catches = catches;
      this.slots = slots;
    }

    @Override
    public Value eval(Env env, Evaluation ev) {
      long sum = number;
      for (int need : needs) {
        dawdle(need);
        sum = 31 * sum + operand(slots[need], ev);
      }
      if (fails) {
        throw new EvalError("node " + number + " fails", number);
      }
      return IntValue.of(sum);
    }

    private long operand(Lazy slot, Evaluation ev) {
      if (!catches) {
        return ((IntValue) slot.force(ev, number)).value();
      }
      long mark = ev.mark();
      try {
        return ((IntValue) slot.force(ev, number)).value();
      } catch (InfiniteRecursionError circle) {
        // As in the language, where no program can go on after this.
        throw circle;
      } catch (EvalError caught) {
        ev.restore(mark);
        return -1;
      }
    }

    /** Lets others go first now and then, so that threads meet in many ways. */
    private void dawdle(int need) {
      switch ((number * 7 + need) % 61) {
        case 0 -> Thread.yield();
        case 1 -> Thread.onSpinWait();
        default -> {}
      }
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
    double catches = random.nextInt(2) * 0.1;
    for (int i = 0; i < NODES; i++) {
      int[] needs = new int[i == 0 ? 0 : random.nextInt(4)];
      for (int j = 0; j < needs.length; j++) {
        needs[j] = random.nextDouble() < circles ? random.nextInt(NODES) : random.nextInt(i);
      }
      boolean fails = random.nextDouble() < failures;
      boolean goesOn = random.nextDouble() < catches;
      slots[i] = new Thunk(new Sum(i + 1, needs, fails, goesOn, slots), env);
    }
    return slots;
  }

  private static Evaluation evaluation() {
    return new Evaluation(new MemoryHost(), new Positions(), 10_000, true);
  }

  /** What the main evaluation sees when it asks for a part of the slots in turn, and what it then knows of the others. */
  private static List<String> outcomes(long seed, Evaluation ev) {
    SplittableRandom random = new SplittableRandom(seed);
    Lazy[] slots = graph(seed);
    List<String> outcomes = new ArrayList<>();
    ev.ahead(slots);
    for (int left = random.nextInt(NODES); left > 0; left--) {
      outcomes.add(outcome(slots[random.nextInt(NODES)], ev));
    }
    StringBuilder known = new StringBuilder();
    for (Lazy slot : slots) {
      Thunk thunk = (Thunk) slot;
      known.append(thunk.failure() != null ? 'f' : thunk.isPending() ? '-' : 'k');
    }
    outcomes.add(known.toString());
    return outcomes;
  }

  private static String outcome(Lazy slot, Evaluation ev) {
    long mark = ev.mark();
    try {
      return Long.toString(((IntValue) slot.force(ev, 7)).value());
    } catch (EvalError error) {
      ev.restore(mark);
      return error.text() + " at " + error.position() + " " + story(error);
    }
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
      List<String> alone = outcomes(seed, evaluation());
      for (int helpers : new int[] {1, 7}) {
        Evaluation ev = evaluation();
        try (Ahead ahead = new Ahead(ev, helpers)) {
          assertEquals(
              alone, outcomes(seed, ev), "graph " + seed + " with " + helpers + " helpers");
          computedAhead += ahead.computed();
        }
      }
    }
    assertTrue(computedAhead > 10 * GRAPHS, "helpers computed only " + computedAhead);
  }
}
