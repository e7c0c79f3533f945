package dev.firn.deploy.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Random deployments, faults and kills at every record and every step of the disk; nothing may break an invariant. */
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("firn.simulations", 300);

  @Test
  void noScheduleBreaksAnInvariant() {
    int kills = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Simulation simulation = new Simulation(seed);
      Scenario scenario = new Scenario(simulation);
      scenario.run();
      assertEquals(Map.of(), simulation.observer().violations(), "seed " + seed);
      kills += scenario.kills();
    }
    assertTrue(kills > SEEDS / 2, "only " + kills + " kills");
  }
}
