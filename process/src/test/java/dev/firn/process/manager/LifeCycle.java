package dev.firn.process.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.deploy.driver.Result;
import dev.firn.process.description.ProcessDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What every manager must be able to do with real processes: a first deployment, one where nothing changes, an upgrade, one that fails and
 * is undone, rollback, control, logs, destruction.
 */
public final class LifeCycle {
  private static final ComponentPath A = ComponentPath.of("a");
  private static final ComponentPath B = ComponentPath.of("b");
  private static final ComponentPath D = ComponentPath.of("d");

  private static final String DAEMON =
      "exit if fork; open F, '>', $ARGV[0]; print F \"$$\\n\"; close F; sleep 1 while 1";

  private final Workbench bench;
  private final Making making;

  /** Makes the beginning of a description. */
  public interface Making {
    /** A process of that name, with its state where the test has it. */
    Descriptions named(String name);
  }

  /** A life cycle on that workbench. */
  public LifeCycle(Workbench bench, Making making) {
    this.bench = bench;
    this.making = making;
  }

  private ProcessDescription sleeper(String name, int seconds, String... dependencies) {
    return making
        .named(name)
        .foreground("/bin/sh", "-c", "echo \"$0 100% here\"; exec sleep " + seconds, name)
        .dependencies(dependencies.length, dependencies)
        .build();
  }

  private ProcessDescription daemon() {
    String file = making.named("d").folders().run() + "/d.pid";
    return making.named("d").daemon("/usr/bin/perl", "-e", DAEMON, file).pidFile(file).build();
  }

  /** The processes that run, by component; waits until those are the expected ones. */
  private Map<ComponentPath, Long> running(ComponentPath... expected) throws Exception {
    Map<ComponentPath, Long> running = new TreeMap<>();
    Await.until(
        List.of(expected) + " run",
        () -> {
          running.clear();
          bench
              .driver()
              .health("cycle")
              .forEach((path, one) -> {
                if (one.state() == Health.State.RUNNING && one.processId() != null) {
                  running.put(path, one.processId());
                }
              });
          return running.keySet().equals(Set.of(expected));
        });
    return running;
  }

  private static void assertDone(Report report) {
    assertEquals(Outcome.DONE, report.outcome(), report::toString);
  }

  /** All of it. Where process ids are those of another machine, whether they live is not looked at. */
  public void run(boolean sameMachine) throws Exception {
    assertDone(bench.apply(sleeper("a", 4711), sleeper("b", 4712, "a"), daemon()));
    Map<ComponentPath, Long> first = running(A, B, D);
    assertTrue(!sameMachine || Await.lives(first.get(D)));

    assertDone(bench.apply(sleeper("a", 4711), sleeper("b", 4712, "a"), daemon()));
    assertEquals(first, running(A, B, D));

    assertDone(bench.apply(sleeper("a", 4711), sleeper("b", 4713, "a"), daemon()));
    Map<ComponentPath, Long> second = running(A, B, D);
    assertEquals(first.get(A), second.get(A));
    assertNotEquals(first.get(B), second.get(B));
    assertEquals(first.get(D), second.get(D));

    Report failed =
        bench.apply(sleeper("a", 4711), sleeper("b", 4714, "a"), sleeper("never", 4715, "b"));
    assertEquals(Outcome.UNDONE, failed.outcome(), failed::toString);
    Map<ComponentPath, Long> third = running(A, B, D);
    assertEquals(first.get(A), third.get(A));

    assertDone(bench.run(engine -> engine.rollback(null)));
    assertEquals(first.get(A), running(A, B, D).get(A));
    control();
    logs();

    Map<ComponentPath, Long> last = running(A, B, D);
    assertDone(bench.run(engine -> engine.destroy()));
    assertEquals(Map.of(), bench.driver().read("cycle"));
    assertEquals(Map.of(), bench.driver().health("cycle"));
    if (sameMachine) {
      last.values().forEach(process -> assertTrue(!Await.lives(process)));
    }
  }

  private void control() throws Exception {
    Component component = bench.component(sleeper("a", 4711));
    Long before = running(A, B, D).get(A);
    assertEquals(Result.DONE, bench.driver().control("cycle", component, Control.STOP));
    running(B, D);
    assertEquals(Result.DONE, bench.driver().control("cycle", component, Control.START));
    Long started = running(A, B, D).get(A);
    assertNotEquals(before, started);
    assertEquals(Result.DONE, bench.driver().control("cycle", component, Control.RESTART));
    assertNotEquals(started, running(A, B, D).get(A));
  }

  private void logs() throws Exception {
    Component component = bench.component(sleeper("b", 4712));
    Await.until(
        "what it said is read",
        () -> {
          List<LogLine> read = new ArrayList<>();
          bench.driver().readLog("cycle", component, LogQuery.ALL, read::add);
          return read.stream().anyMatch(line -> line.text().equals("b 100% here"));
        });
    List<String> last = bench.driver().lastLines("cycle", component, 50);
    assertTrue(last.contains("b 100% here"), last::toString);
    assertTrue(bench.driver().lastLines("cycle", component, 1).size() <= 1);
  }
}
