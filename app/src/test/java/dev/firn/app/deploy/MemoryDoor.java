package dev.firn.app.deploy;

import dev.firn.app.command.CommandLine;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Probe;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.Drivers;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.deploy.driver.MemoryDriver;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.store.path.StoreDir;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Declarations in one line, made real in memory: {@code a=1 b=1,a} is a component {@code a} of version 1, and one {@code b} that depends on it. What
 * has a version that begins with {@code bad} is never ready.
 */
final class MemoryDoor implements FrontDoor {
  static final Place PLACE = new Place("memory", "localhost");

  final MemoryDriver memory = new MemoryDriver(Capabilities.BATCHES);
  String source = "/src/app";
  String declaration = "";

  /** Called before each batch. */
  Runnable meanwhile = () -> {};

  final List<String> purged = new ArrayList<>();
  final List<String> controlled = new ArrayList<>();

  private final class Talkative implements Driver {
    @Override
    public Capabilities capabilities() {
      return memory.capabilities();
    }

    @Override
    public Map<ComponentPath, Present> read(String deployment)
        throws dev.firn.deploy.driver.DriverException {
      return memory.read(deployment);
    }

    @Override
    public List<Result> transition(String deployment, List<Operation> batch)
        throws InterruptedException {
      meanwhile.run();
      return memory.transition(deployment, batch);
    }

    @Override
    public List<String> lastLines(String deployment, Component component, int most) {
      return List.of("cannot bind");
    }

    @Override
    public Map<ComponentPath, Health> health(String deployment) {
      Map<ComponentPath, Health> all = new TreeMap<>();
      memory
          .world(deployment)
          .forEach((path, present) -> {
            boolean bad = present.fingerprint().startsWith("bad");
            Health.State state = bad ? Health.State.FAILED : Health.State.RUNNING;
            all.put(path, new Health(state, 7L, null, 0, bad ? "it ended with 1" : ""));
          });
      return all;
    }

    @Override
    public Result control(String deployment, Component component, Control control) {
      controlled.add(control + " " + component.path());
      return Result.DONE;
    }

    @Override
    public void readLog(
        String deployment, Component component, LogQuery query, Consumer<LogLine> lines) {
      lines.accept(new LogLine(Instant.EPOCH, component.path() + " began"));
      lines.accept(new LogLine(Instant.EPOCH.plusSeconds(1), component.path() + " runs"));
    }

    @Override
    public List<String> data(Component component) {
      return component.path().toString().equals("db") ? List.of("/data/db") : List.of();
    }

    @Override
    public Result purge(String deployment, Component component) {
      purged.add(component.path().toString());
      return Result.DONE;
    }
  }

  private final Driver driver = new Talkative();

  @Override
  public int load(CommandLine line, Settings settings, Surroundings surroundings, Use use) {
    List<Component> components = new ArrayList<>();
    for (String word : declaration.split(" ")) {
      if (!word.isEmpty()) {
        components.add(component(word));
      }
    }
    Deployment deployment = Deployment.of("app", source, "me", components);
    return use.run(new Declared(deployment, new StoreRoots(StoreDir.DEFAULT, null)));
  }

  private static Component component(String word) {
    String[] parts = word.split("[=,]");
    List<ComponentPath> needed = new ArrayList<>();
    for (int i = 2; i < parts.length; i++) {
      needed.add(ComponentPath.of(parts[i]));
    }
    Probe probe =
        new Probe("running", new TreeMap<>(), Duration.ofMillis(10), Duration.ofSeconds(5), 1);
    return Component.of(ComponentPath.of(parts[0]), PLACE, parts[1])
        .withInputs(Map.of("version", new Json.Str(parts[1])), List.of())
        .withDependsOn(needed)
        .withProbe(probe);
  }

  @Override
  public Drivers drivers() {
    return _ -> driver;
  }
}
