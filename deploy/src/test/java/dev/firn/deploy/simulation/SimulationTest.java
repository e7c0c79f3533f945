package dev.firn.deploy.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Random deployments, faults and kills at every record and every step of the disk; nothing may break an invariant. */
class SimulationTest {
  /** A schedule is one process, from its start to its end or its death. */
  private static final long SCHEDULES = Long.getLong("firn.schedules", 100_000);

  private final AtomicLong seeds = new AtomicLong();
  private final AtomicLong schedules = new AtomicLong();
  private final AtomicLong kills = new AtomicLong();

  @Test
  void noScheduleBreaksAnInvariant() throws InterruptedException, ExecutionException {
    int processors = Runtime.getRuntime().availableProcessors();
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
      for (int i = 0; i < processors; i++) {
        all.add(threads.submit(this::run));
      }
    }
    for (Future<?> each : all) {
      each.get();
    }
    assertTrue(kills.get() > SCHEDULES / 10, "only " + kills + " kills");
  }

  private void run() {
    while (schedules.get() < SCHEDULES) {
      long seed = seeds.getAndIncrement();
      Simulation simulation = new Simulation(seed);
      Scenario scenario = new Scenario(simulation);
      scenario.run();
      assertEquals(Map.of(), simulation.observer().violations(), "seed " + seed);
      schedules.addAndGet(simulation.processes());
      kills.addAndGet(scenario.kills());
    }
  }
}
