package dev.firn.deploy.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.deploy.apply.Cancellation;
import dev.firn.deploy.apply.Engine;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every change is killed, and loses power, at each of its points: one recovery brings the system to exactly the old or the new generation. */
class EveryPointTest {
  /** With this one many steps are undone when the upgrade fails. */
  private static final int SEED = 13;

  /** What is being done when it ends. */
  enum Kind {
    FIRST("first deployment"),
    UPGRADE("upgrade"),
    FAILED_UPGRADE("upgrade that fails and is undone"),
    ROLLBACK("rollback"),
    DESTROY("destroy");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  /** One change that can be done again and again, in worlds that are the same. */
  private static final class Attempt {
    private final Simulation simulation;
    private final Kind kind;
    private final Deployment first;
    private final Deployment second;

    Attempt(Kind kind) {
      this.simulation = new Simulation(SEED);
      this.kind = kind;
      RandomModels models = new RandomModels(new SplittableRandom(SEED));
      this.first = models.next();
      this.second = models.next();
      simulation.points().arm(-1);
      simulation.observer().watch(false);
      if (kind != Kind.FIRST) {
        assertDone(engine -> engine.apply(first));
      }
      if (kind == Kind.ROLLBACK) {
        assertDone(engine -> engine.apply(second));
      }
      simulation.observer().watch(true);
    }

    private void assertDone(Function<Engine, Report> command) {
      Report report = run(command);
      assertTrue(report != null && report.outcome() == Outcome.DONE, () -> "" + report);
    }

    private @Nullable Report run(Function<Engine, Report> command) {
      return simulation.process(first, command, new Cancellation());
    }

    private @Nullable Report change() {
      return switch (kind) {
        case FIRST -> run(engine -> engine.apply(first));
        case UPGRADE -> run(engine -> engine.apply(second));
        case FAILED_UPGRADE -> {
          simulation.goWrong(0, bad());
          yield run(engine -> engine.apply(second));
        }
        case ROLLBACK -> run(engine -> engine.rollback(null));
        case DESTROY -> run(Engine::destroy);
      };
    }

    private String bad() {
      return second.components().values().stream()
          .filter(component -> component.probe() != null)
          .map(Component::fingerprint)
          .findFirst()
          .orElse("");
    }

    private Map<ComponentPath, Component> old() {
      return switch (kind) {
        case FIRST -> Map.of();
        case ROLLBACK -> second.components();
        default -> first.components();
      };
    }

    private Map<ComponentPath, Component> wanted() {
      return switch (kind) {
        case FIRST, ROLLBACK -> first.components();
        case DESTROY -> Map.of();
        default -> second.components();
      };
    }

    /** Whether the change was killed; if not, it has no such point. */
    boolean killAt(int point, boolean powerFailure) {
      simulation.points().arm(point);
      if (change() != null) {
        return false;
      }
      simulation.restart(powerFailure);
      simulation.observer().checkTruth(simulation.state());
      simulation.recover(first);
      simulation.observer().checkTruth(simulation.state());
      String where = kind + " killed at " + point + (powerFailure ? " by a power failure" : "");
      assertEquals(Map.of(), simulation.observer().violations(), where);
      assertTrue(
          simulation.isExactly(old(), Set.of()) || simulation.isExactly(wanted(), Set.of()), where);
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void recoveryEndsInOldOrNew(Kind kind) throws IOException {
    int point = 0;
    while (new Attempt(kind).killAt(point, false) && new Attempt(kind).killAt(point, true)) {
      point++;
    }
    assertTrue(point > 20, kind + ": only " + point);
    String row = "| " + kind.title + " | " + point + " | " + 2 * point + " | 0 |\n";
    assertTrue(
        Files.readString(Path.of("../docs/reliability.md")).contains(row),
        "docs/reliability.md does not say: " + row);
  }
}
