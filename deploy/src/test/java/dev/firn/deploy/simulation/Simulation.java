package dev.firn.deploy.simulation;

import dev.firn.deploy.apply.Binding;
import dev.firn.deploy.apply.Cancellation;
import dev.firn.deploy.apply.Engine;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.apply.Settings;
import dev.firn.deploy.apply.SimulatedCrew;
import dev.firn.deploy.apply.Workshop;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.Faults;
import dev.firn.deploy.driver.MemoryDriver;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.log.Event;
import dev.firn.deploy.log.EventLog;
import dev.firn.deploy.log.GrowingLog;
import dev.firn.deploy.log.LogDirectory;
import dev.firn.deploy.log.LogException;
import dev.firn.deploy.log.MemoryLogDirectory;
import dev.firn.deploy.log.State;
import dev.firn.deploy.probe.Answer;
import dev.firn.deploy.target.MemoryLocks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A deployment in a world in memory, in which everything can go wrong and one seed decides what does. */
final class Simulation {
  private static final Map<String, Capabilities> CAPABILITIES =
      Map.of(
          "plain",
          Capabilities.PLAIN,
          "batching",
          Capabilities.BATCHES,
          "ordering",
          new Capabilities(true, true, true, true, false),
          "start-first",
          new Capabilities(false, false, true, true, true));

  private final SplittableRandom random;
  private final Points points = new Points();
  private final Observer observer = new Observer(this);
  private final Map<Place, MemoryDriver> memories = new TreeMap<>();
  private final Map<Place, Driver> drivers = new TreeMap<>();
  private final UnaryOperator<LogDirectory> sabotage;
  private final GrowingLog log = new GrowingLog();
  private final GrowingLog durableLog = new GrowingLog();
  private MemoryLogDirectory directory = new MemoryLogDirectory();
  private Settings settings = Settings.DEFAULT;

  private int processes;

  /** Of a thousand operations, so many go wrong. */
  private int faulty;

  /** What said that it is ready, and was not changed since. */
  private final Set<ComponentPath> ready = new TreeSet<>();

  /** A component with that fingerprint is never ready. */
  private String bad = "";

  Simulation(long seed) {
    this(seed, (_, driver) -> driver, directory -> directory);
  }

  /** A simulation with drivers and disks that are not what they should be. */
  Simulation(long seed, DriverSabotage sabotageDriver, UnaryOperator<LogDirectory> sabotage) {
    this.random = new SplittableRandom(seed);
    this.sabotage = sabotage;
    for (Place place : RandomModels.PLACES) {
      MemoryDriver driver = new MemoryDriver(CAPABILITIES.get(place.type()));
      driver.setFaults(new DriverFaults());
      memories.put(place, driver);
      drivers.put(place, sabotageDriver.of(this, driver));
    }
  }

  @FunctionalInterface
  interface DriverSabotage {
    /** Gives a driver that is not what it should be, in front of that one. */
    Driver of(Simulation simulation, MemoryDriver driver);
  }

  private final class DriverFaults implements Faults {
    @Override
    public Fault before(Operation operation) {
      observer.before(operation);
      points.reach("before " + operation.verb());
      Fault[] faults = Fault.values();
      return random.nextInt(1000) < faulty
          ? faults[1 + random.nextInt(faults.length - 1)]
          : Fault.NONE;
    }

    @Override
    public void after(Operation operation) {
      ready.remove(operation.path());
      points.reach("after " + operation.verb());
    }
  }

  /** How many processes ran so far. */
  int processes() {
    return processes;
  }

  SplittableRandom random() {
    return random;
  }

  Observer observer() {
    return observer;
  }

  Points points() {
    return points;
  }

  void goWrong(int perThousand, String badFingerprint) {
    faulty = perThousand;
    bad = badFingerprint;
  }

  void use(Settings newSettings) {
    settings = newSettings;
  }

  Map<Place, Map<ComponentPath, Present>> world() {
    Map<Place, Map<ComponentPath, Present>> world = new TreeMap<>();
    memories.forEach((place, driver) -> world.put(place, driver.world("app")));
    return world;
  }

  MemoryDriver memory(Place place) {
    return memories.get(place);
  }

  boolean isAsLeft(Component component) {
    Present there = world().getOrDefault(component.place(), Map.of()).get(component.path());
    return new Present(component.fingerprint(), true).equals(there);
  }

  /** What the log would say if the power failed now and everything that was not synced was lost. */
  @Nullable State durableState() {
    try {
      return durableLog.read(directory.durable());
    } catch (LogException broken) {
      throw unreadable(broken);
    }
  }

  State state() {
    try {
      State state = log.read(directory);
      return state != null ? state : new State(new Event.Opened("app", "/src/app", "me"));
    } catch (LogException broken) {
      throw unreadable(broken);
    }
  }

  /** Runs one process; null if it was killed. */
  @Nullable Report process(
      Deployment deployment, Function<Engine, Report> command, Cancellation cancellation) {
    processes++;
    SimulatedCrew crew = new SimulatedCrew(random);
    directory.setFaults(step -> points.reach(step));
    try {
      EventLog log = Binding.open(sabotage.apply(directory), deployment);
      Workshop shop =
          new Workshop(
              log,
              drivers::get,
              (name, component) -> answer(component, cancellation),
              crew,
              new MemoryLocks(),
              settings,
              observer,
              cancellation);
      return command.apply(new Engine(shop));
    } catch (Killed killed) {
      crew.runSomeUnheard();
      return null;
    } catch (LogException broken) {
      throw unreadable(broken);
    }
  }

  private AssertionError unreadable(LogException broken) {
    observer.violated(Invariant.TRUTH, broken.getMessage());
    return new AssertionError(broken);
  }

  private Answer answer(Component component, Cancellation cancellation) {
    points.reach("probe");
    if (component.fingerprint().equals(bad)) {
      return new Answer(Answer.Kind.NOT_YET, "connection refused");
    }
    if (faulty > 0 && random.nextInt(200) == 0) {
      cancellation.request();
    }
    boolean isReady = faulty == 0 || random.nextInt(4) > 0;
    if (isReady) {
      ready.add(component.path());
    }
    return new Answer(isReady ? Answer.Kind.READY : Answer.Kind.NOT_YET, "");
  }

  /** What is left after a process was killed, or the power failed. */
  void restart(boolean powerFailure) {
    directory = powerFailure ? directory.afterPowerFailure(random) : directory;
  }

  /** Recovers without any fault. */
  Report recover(Deployment deployment) {
    points.arm(-1);
    goWrong(0, "");
    Report report = process(deployment, engine -> engine.recover(null), new Cancellation());
    if (report == null || report.outcome() != Outcome.DONE) {
      observer.violated(Invariant.ARRIVED, "recover gave " + report);
    }
    return report == null
        ? new Report(Outcome.ERROR, "killed", List.of(), new TreeSet<>())
        : report;
  }

  /** Whether all of those components that have probes said that they are ready since they were changed. */
  boolean isReady(Collection<Component> components) {
    return components.stream()
        .allMatch(component -> component.probe() == null || ready.contains(component.path()));
  }

  /** Whether the world is exactly those components, but for some paths. */
  boolean isExactly(Map<ComponentPath, Component> wanted, Set<ComponentPath> but) {
    Map<Place, Map<ComponentPath, Present>> expected = new TreeMap<>();
    RandomModels.PLACES.forEach(place -> expected.put(place, new TreeMap<>()));
    wanted
        .values()
        .forEach(component ->
            expected
                .get(component.place())
                .put(component.path(), new Present(component.fingerprint(), true)));
    Map<Place, Map<ComponentPath, Present>> found = world();
    expected.values().forEach(paths -> paths.keySet().removeAll(but));
    found.values().forEach(paths -> paths.keySet().removeAll(but));
    return expected.equals(found);
  }
}
