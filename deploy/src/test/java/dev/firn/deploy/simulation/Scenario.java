package dev.firn.deploy.simulation;

import dev.firn.deploy.apply.Cancellation;
import dev.firn.deploy.apply.Engine;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.apply.Settings;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.generation.Generation;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;

/** Some commands, one after the other, each of which may fail, be killed, or lose power at any point; what follows is checked. */
final class Scenario {
  private static final int COMMANDS = 4;

  private final Simulation simulation;
  private final SplittableRandom random;
  private final RandomModels models;
  private Deployment last;

  /** What the command before left neither as it was nor as it should be. */
  private Set<ComponentPath> dirty = Set.of();

  /** How many processes were killed. */
  private int kills;

  Scenario(Simulation simulation) {
    this.simulation = simulation;
    this.random = simulation.random();
    this.models = new RandomModels(random);
    this.last = models.next();
  }

  int kills() {
    return kills;
  }

  /** A command and what shall be in its end. */
  private record Command(Function<Engine, Report> run, Map<ComponentPath, Component> wanted) {}

  void run() {
    for (int i = 0; i < COMMANDS; i++) {
      simulation.observer().takeBefore();
      Command command = command();
      boolean quiet = random.nextInt(3) == 0;
      simulation.goWrong(
          quiet ? 0 : 60, quiet || random.nextBoolean() ? "" : "v" + random.nextInt(3) + ".0");
      simulation.use(settings());
      // The first few points are those of a log that is made.
      simulation
          .points()
          .arm(random.nextBoolean() ? -1 : random.nextInt(random.nextInt(4) == 0 ? 8 : 80));
      Report report = simulation.process(last, command.run(), new Cancellation());
      Map<ComponentPath, Component> before = simulation.observer().takeBefore();
      check(report, before, command);
    }
  }

  private Settings settings() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> Settings.DEFAULT.withKeepGoing();
      case 2 -> Settings.DEFAULT.withoutRollback();
      default -> Settings.DEFAULT.withLimits(1 + random.nextInt(3), 1 + random.nextInt(5));
    };
  }

  private Command command() {
    var history = simulation.state().history();
    int choice = random.nextInt(8);
    if (choice == 0) {
      return new Command(Engine::destroy, Map.of());
    }
    if (choice == 1 && !history.generations().isEmpty()) {
      Generation some =
          history.generations().values().stream()
              .skip(random.nextInt(history.generations().size()))
              .findFirst()
              .orElseThrow();
      return new Command(engine -> engine.rollback(some.number()), some.components());
    }
    last = models.next();
    Deployment wanted = last;
    return new Command(engine -> engine.apply(wanted), wanted.components());
  }

  private void check(Report report, Map<ComponentPath, Component> before, Command command) {
    if (report == null) {
      afterKill(before, command);
      return;
    }
    var open = simulation.state().transaction();
    if (report.outcome() == Outcome.INTERRUPTED && open != null) {
      afterKill(before, command);
      return;
    }
    dirty = report.left();
    switch (report.outcome()) {
      case DONE -> {
        arrived(simulation.isExactly(command.wanted(), new TreeSet<>()), report);
        if (!simulation.isReady(command.wanted().values())) {
          simulation.observer().violated(Invariant.READY, report.toString());
        }
      }
      case UNDONE, INTERRUPTED -> arrived(simulation.isExactly(before, new TreeSet<>()), report);
      case INCOMPLETE ->
          arrived(
              simulation.isExactly(before, report.left())
                  || simulation.isExactly(command.wanted(), report.left()),
              report);
      default -> arrived(false, report);
    }
    simulation.observer().checkTruth(simulation.state());
  }

  private void arrived(boolean asItSays, Object what) {
    if (!asItSays) {
      simulation.observer().violated(Invariant.ARRIVED, what.toString());
    }
  }

  private void afterKill(Map<ComponentPath, Component> before, Command command) {
    kills++;
    simulation.restart(random.nextBoolean());
    boolean open = simulation.state().transaction() != null;
    simulation.observer().checkTruth(simulation.state());
    simulation.goWrong(0, "");
    while (random.nextInt(3) == 0) {
      kills++;
      simulation.points().arm(random.nextInt(40));
      simulation.process(last, engine -> engine.recover(null), new Cancellation());
      simulation.restart(random.nextBoolean());
      simulation.observer().checkTruth(simulation.state());
    }
    Report report = simulation.recover(last);
    // What it said must be so if the power fails now.
    simulation.restart(random.nextBoolean());
    // What was closed before the process was killed may have been closed with something left, of
    // which nobody heard.
    if (open) {
      boolean old = simulation.isExactly(before, dirty);
      arrived(
          old || simulation.isExactly(command.wanted(), new TreeSet<>()),
          "after recover: " + report);
    }
    dirty = simulation.state().differences(simulation.state().history().currentComponents());
    boolean doubt =
        simulation.state().standings().values().stream()
            .anyMatch(Standing.Doubtful.class::isInstance);
    arrived(
        !(open && doubt) && simulation.state().transaction() == null,
        "recover left something open");
    simulation.observer().checkTruth(simulation.state());
  }
}
