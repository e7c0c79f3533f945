package dev.firn.deploy.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.MemoryDriver;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.log.LogDirectory;
import dev.firn.deploy.log.State;
import dev.firn.deploy.simulation.Simulation.DriverSabotage;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every check of the simulation can fail: something is broken on purpose, and the check says so. */
class SabotageTest {
  private static final int SEEDS = 400;

  /** A driver that hands everything on. */
  private static class Forwarding implements Driver {
    final MemoryDriver next;

    Forwarding(MemoryDriver next) {
      this.next = next;
    }

    @Override
    public Capabilities capabilities() {
      return next.capabilities();
    }

    @Override
    public Map<ComponentPath, Present> read(String deployment)
        throws DriverException, InterruptedException {
      return next.read(deployment);
    }

    @Override
    public List<Result> transition(String deployment, List<Operation> batch)
        throws InterruptedException {
      return next.transition(deployment, batch);
    }
  }

  /** A directory that leaves out steps. */
  private record Forgetful(LogDirectory next, String forgotten) implements LogDirectory {
    @Override
    public byte @Nullable [] read(String name) throws IOException {
      return next.read(name);
    }

    @Override
    public void append(String name, byte[] bytes) throws IOException {
      next.append(name, bytes);
    }

    @Override
    public void truncate(String name, long length) throws IOException {
      if (!forgotten.equals("truncate")) {
        next.truncate(name, length);
      }
    }

    @Override
    public void sync(String name) throws IOException {
      if (!forgotten.equals("sync " + name)) {
        next.sync(name);
      }
    }

    @Override
    public void rename(String from, String to) throws IOException {
      next.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
      next.delete(name);
    }

    @Override
    public void syncNames() throws IOException {
      if (!forgotten.equals("sync names")) {
        next.syncNames();
      }
    }
  }

  private static void assertFound(
      Invariant invariant, DriverSabotage driver, UnaryOperator<LogDirectory> directory) {
    Set<Invariant> found = EnumSet.noneOf(Invariant.class);
    for (long seed = 0; seed < SEEDS && !found.contains(invariant); seed++) {
      Simulation simulation = new Simulation(seed, driver, directory);
      try {
        new Scenario(simulation).run();
      } catch (RuntimeException | AssertionError worse) {
        // What was violated before is what counts.
      }
      found.addAll(simulation.observer().violations().keySet());
    }
    assertTrue(found.contains(invariant), () -> "found only " + found);
  }

  private static void assertDriverFound(Invariant invariant, DriverSabotage driver) {
    assertFound(invariant, driver, directory -> directory);
  }

  private static void assertForgottenFound(Invariant invariant, String step) {
    assertFound(invariant, (_, driver) -> driver, directory -> new Forgetful(directory, step));
  }

  @Test
  void recordsThatAreNotSyncedAreNoticed() {
    assertForgottenFound(Invariant.RECORDED, "sync log");
    assertForgottenFound(Invariant.PLANNED, "sync log");
  }

  @Test
  void aFirstRecordThatIsNotSyncedIsNoticed() {
    assertForgottenFound(Invariant.TRUTH, "sync log.new");
  }

  @Test
  void aNameThatIsNotSyncedIsNoticed() {
    assertForgottenFound(Invariant.PLANNED, "sync names");
  }

  @Test
  void aDriverThatFindsWhatIsNotSoTouchesTooMuch() {
    assertDriverFound(
        Invariant.UNTOUCHED,
        (_, driver) ->
            new Forwarding(driver) {
              @Override
              public Map<ComponentPath, Present> read(String deployment) {
                Map<ComponentPath, Present> found = next.world(deployment);
                found.replaceAll((_, present) -> new Present(present.fingerprint(), false));
                return found;
              }
            });
  }

  @Test
  void aBatchInAnotherOrderIsNoticed() {
    assertDriverFound(
        Invariant.ORDER,
        (_, driver) ->
            new Forwarding(driver) {
              @Override
              public List<Result> transition(String deployment, List<Operation> batch)
                  throws InterruptedException {
                return next.transition(deployment, batch.reversed()).reversed();
              }
            });
  }

  @Test
  void whatCannotBeUndoneAndComesEarlyIsNoticed() {
    assertDriverFound(Invariant.IRREVERSIBLE_LAST, Hasty::new);
  }

  /** Does at once what is planned to be last. */
  private static final class Hasty extends Forwarding {
    private final Simulation simulation;

    Hasty(Simulation simulation, MemoryDriver next) {
      super(next);
      this.simulation = simulation;
    }

    @Override
    public List<Result> transition(String deployment, List<Operation> batch)
        throws InterruptedException {
      State state = simulation.state();
      if (state.transaction() != null) {
        for (var step : state.transaction().steps()) {
          if (!step.reversible()) {
            next.transition(deployment, List.of(step.operation()));
          }
        }
      }
      return next.transition(deployment, batch);
    }
  }

  @Test
  void aDriverThatLiesIsNoticed() {
    assertDriverFound(
        Invariant.TRUTH,
        (_, driver) ->
            new Forwarding(driver) {
              @Override
              public List<Result> transition(String deployment, List<Operation> batch) {
                return batch.stream().map(_ -> Result.DONE).toList();
              }
            });
  }

  @Test
  void aDriverThatDoesNothingArrivesNowhere() {
    assertDriverFound(
        Invariant.ARRIVED,
        (_, driver) ->
            new Forwarding(driver) {
              @Override
              public List<Result> transition(String deployment, List<Operation> batch) {
                return batch.stream().map(_ -> Result.DONE).toList();
              }
            });
  }
}
