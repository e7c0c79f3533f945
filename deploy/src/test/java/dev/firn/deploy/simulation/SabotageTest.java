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
import dev.firn.deploy.log.Event;
import dev.firn.deploy.log.ForgetfulLog;
import dev.firn.deploy.log.LogDirectory;
import dev.firn.deploy.log.State;
import dev.firn.deploy.simulation.Simulation.DriverSabotage;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Something is broken, no matter what. */
  private static void assertNoticed(UnaryOperator<LogDirectory> directory) {
    boolean noticed = false;
    // Some steps matter only if one certain moment is the last, and the power goes at another.
    for (long seed = 0; seed < 20 * SEEDS && !noticed; seed++) {
      Simulation simulation = new Simulation(seed, (_, driver) -> driver, directory);
      try {
        new Scenario(simulation).run();
        noticed = !simulation.observer().violations().isEmpty();
      } catch (RuntimeException | AssertionError worse) {
        noticed = true;
      }
    }
    assertTrue(noticed, "nobody noticed");
  }

  /** Every call in {@link dev.firn.deploy.log.EventLog} that changes or syncs something, but for the record itself and the new name. */
  @ParameterizedTest
  @CsvSource({
    "open,truncate",
    "open,sync",
    "open,syncNames",
    "add,sync",
    "rewrite,delete",
    "rewrite,sync",
    "rewrite,syncNames"
  })
  void everyStepOfTheLogIsMissed(String method, String step) {
    assertNoticed(directory -> ForgetfulLog.without(directory, method, step));
  }

  /** Those that {@link dev.firn.deploy.apply.Engine#retain} writes change nothing about what runs. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        Event.Planned.class,
        Event.Turned.class,
        Event.Started.class,
        Event.Ended.class,
        Event.Found.class,
        Event.Closed.class
      })
  void everyRecordIsMissed(Class<? extends Event> kind) {
    assertNoticed(directory -> ForgetfulLog.without(directory, kind));
  }

  @Test
  void whatIsNotDurableIsTold() {
    UnaryOperator<LogDirectory> unsynced =
        directory -> ForgetfulLog.without(directory, "add", "sync");
    assertFound(Invariant.RECORDED, (_, driver) -> driver, unsynced);
    assertFound(Invariant.PLANNED, (_, driver) -> driver, unsynced);
    assertFound(
        Invariant.TRUTH,
        (_, driver) -> driver,
        directory -> ForgetfulLog.without(directory, "rewrite", "sync"));
    assertFound(
        Invariant.PLANNED,
        (_, driver) -> driver,
        directory -> ForgetfulLog.without(directory, "rewrite", "syncNames"));
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
