package dev.firn.lang.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.InfiniteRecursionError;
import dev.firn.lang.error.Interrupted;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.syntax.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random graphs of thunks, with errors and circles in them, have the same values and errors however many evaluate them. */
class AheadTest {
  private static final int GRAPHS = Integer.getInteger("firn.graphs", 600);
  private static final int NODES = 300;

  /** Adds up other slots; may fail, may take its time, may go on after the failure of another, may be seen. */
  private static final class Sum extends Code {
    private final int number;
    private final int[] needs;
    private final boolean fails;
    private final boolean catches;
    private final Graph graph;
    private final AtomicInteger atIt = new AtomicInteger();

    Sum(int number, int[] needs, boolean fails, boolean catches, Graph graph) {
      this.number = number;
      this.needs = needs;
      this.fails = fails;
      this.catches = catches;
      this.graph = graph;
    }

    @Override
    public Value eval(Env env, Evaluation ev) {
      graph.check(atIt.incrementAndGet() == 1, "two at once compute node " + number);
      try {
        return sum(ev);
      } finally {
        atIt.decrementAndGet();
      }
    }

    private Value sum(Evaluation ev) {
      long sum = number;
      for (int need : needs) {
        dawdle(need);
        sum = 31 * sum + operand(need, ev);
        if (number % 7 == 0) {
          ev.effect(() -> graph.effects.add(number + " after " + need));
        }
      }
      if (fails) {
        throw new EvalError("node " + number + " fails", number);
      }
      return new FloatValue(sum);
    }

    private long operand(int need, Evaluation ev) {
      if (!catches) {
        return graph.force(need, ev, number);
      }
      long mark = ev.mark();
      try {
        return graph.force(need, ev, number);
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

  /** Thunks, and what was seen of them, which must be the same whoever looks. */
  private static final class Graph {
    final Lazy[] slots = new Lazy[NODES];
    final List<String> effects = new ArrayList<>();
    private final AtomicReferenceArray<@Nullable Value> values = new AtomicReferenceArray<>(NODES);
    private final AtomicReference<@Nullable String> wrong = new AtomicReference<>();

    long force(int index, Evaluation ev, int position) {
      Value value = slots[index].force(ev, position);
      Value before = values.compareAndExchange(index, null, value);
      check(before == null || before == value, "node " + (index + 1) + " has two values");
      return (long) ((FloatValue) value).value();
    }

    void check(boolean holds, String otherwise) {
      if (!holds) {
        wrong.set(otherwise);
      }
    }
  }

  private static Graph graph(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Graph graph = new Graph();
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
      graph.slots[i] = new Thunk(new Sum(i + 1, needs, fails, goesOn, graph), env);
    }
    return graph;
  }

  private static Evaluation evaluation() {
    return new Evaluation(new MemoryHost(), new Positions(), 10_000, true);
  }

  /** What the main evaluation sees when it asks for a part of the slots in turn, and what it then knows of the others. */
  private static List<String> outcomes(long seed, Evaluation ev) {
    SplittableRandom random = new SplittableRandom(seed);
    Graph graph = graph(seed);
    List<String> outcomes = new ArrayList<>();
    ev.ahead(graph.slots);
    for (int left = random.nextInt(NODES); left > 0; left--) {
      outcomes.add(outcome(graph, random.nextInt(NODES), ev));
    }
    StringBuilder known = new StringBuilder();
    for (Lazy slot : graph.slots) {
      Thunk thunk = (Thunk) slot;
      known.append(thunk.failure() != null ? 'f' : thunk.isPending() ? '-' : 'k');
    }
    outcomes.add(known.toString());
    // In the order that they have when the main evaluation is alone.
    outcomes.addAll(graph.effects);
    assertNull(graph.wrong.get(), "graph " + seed);
    return outcomes;
  }

  private static String outcome(Graph graph, int index, Evaluation ev) {
    long mark = ev.mark();
    try {
      return Long.toString(graph.force(index, ev, 7));
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
    // How many depends on how busy the machine is.
    assertTrue(computedAhead > 0, "helpers computed nothing");
  }

  /** Forces the next slot in a circle once every other one is in somebody's hands. */
  private static final class Link extends Code {
    private final Lazy[] circle;
    private final int next;
    private final CountDownLatch begun;

    Link(Lazy[] circle, int index, CountDownLatch begun) {
      this.circle = circle;
      this.next = (index + 1) % circle.length;
      this.begun = begun;
    }

    @Override
    public Value eval(Env env, Evaluation ev) {
      begun.countDown();
      try {
        begun.await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
      return circle[next].force(ev, next);
    }

    @Override
    public int position() {
      return next;
    }
  }

  @Test
  @Timeout(60)
  void circlesThroughManyHandsAreFound() {
    for (int size = 2; size <= 8; size++) {
      Lazy[] circle = new Lazy[size];
      CountDownLatch begun = new CountDownLatch(size);
      for (int i = 0; i < size; i++) {
        circle[i] = new Thunk(new Link(circle, i, begun), new Env.Many(null, 0));
      }
      Evaluation ev = evaluation();
      try (Ahead _ = new Ahead(ev, size - 1)) {
        ev.ahead(circle);
        assertThrows(InfiniteRecursionError.class, () -> circle[0].force(ev, 7));
      }
    }
  }

  /** Does something that has no value. */
  private static final class Doing extends Code {
    private final Consumer<Evaluation> what;

    Doing(Consumer<Evaluation> what) {
      this.what = what;
    }

    @Override
    public Value eval(Env env, Evaluation ev) {
      what.accept(ev);
      return NullValue.INSTANCE;
    }

    @Override
    public int position() {
      return Positions.NONE;
    }
  }

  private static Thunk doing(Consumer<Evaluation> what) {
    return new Thunk(new Doing(what), new Env.Many(null, 0));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Three thunks: the main evaluation is at the first until somebody computes the second, and a helper begins with the third. */
  private static final class Meeting {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch elsewhere = new CountDownLatch(1);
    private final Thunk first =
        doing(ev -> {
          begun.countDown();
          await(elsewhere);
        });

    /** Forces all of them; whoever computes the third does so once the first is in the hands of the main evaluation. */
    void run(Consumer<Evaluation> third) {
      Lazy[] values = {
        first,
        doing(ev -> elsewhere.countDown()),
        doing(ev -> {
          await(begun);
          third.accept(ev);
        })
      };
      Evaluation ev = evaluation();
      try (Ahead _ = new Ahead(ev, 1)) {
        // The helper begins at the end.
        ev.ahead(values);
        for (Lazy value : values) {
          value.force(ev, Positions.NONE);
        }
      }
    }
  }

  @Test
  @Timeout(60)
  void whoNeedsWhatTheMainEvaluationIsAtDoesSomethingElse() {
    Meeting meeting = new Meeting();
    meeting.run(ev -> meeting.first.force(ev, Positions.NONE));
  }

  /** A program may go on after an error; a helper never makes known what it computed then. */
  @Test
  @Timeout(60)
  void whoFailedDoesNothingElse() {
    List<String> effects = new ArrayList<>();
    Thunk fails =
        doing(ev -> {
          throw new EvalError("fails");
        });
    Meeting meeting = new Meeting();
    meeting.run(ev -> {
      long mark = ev.mark();
      assertThrows(EvalError.class, () -> fails.force(ev, Positions.NONE));
      ev.restore(mark);
      meeting.first.force(ev, Positions.NONE);
      ev.effect(() -> effects.add("after the failure"));
    });
    assertEquals(List.of("after the failure"), effects);
    assertNotNull(fails.failure());
  }

  /** Calls without end, and never begins another thunk. */
  private static final class Endless extends Code {
    private final CountDownLatch begun;

    Endless(CountDownLatch begun) {
      this.begun = begun;
    }

    @Override
    public Value eval(Env env, Evaluation ev) {
      begun.countDown();
      while (true) {
        ev.enter(Positions.NONE);
        ev.leave();
        // Programs do more than to call, so that no compiler keeps in a register what others write.
        Thread.yield();
      }
    }

    @Override
    public int position() {
      return Positions.NONE;
    }
  }

  @Test
  @Timeout(60)
  void whoWaitsForAHelperCanBeInterrupted() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Lazy[] values = {
      new Thunk(new Sum(1, new int[0], false, false, new Graph()), new Env.Many(null, 0)),
      new Thunk(new Endless(begun), new Env.Many(null, 0))
    };
    Evaluation ev = evaluation();
    try (Ahead _ = new Ahead(ev, 1)) {
      // The helper begins at the end.
      ev.ahead(values);
      begun.await();
      Thread.ofPlatform().start(ev::interrupt);
      assertThrows(Interrupted.class, () -> values[1].force(ev, 7));
    }
  }
}
