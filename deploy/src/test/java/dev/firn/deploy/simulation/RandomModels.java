package dev.firn.deploy.simulation;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random deployments, of which one is like the next. */
final class RandomModels {
  static final List<Place> PLACES =
      List.of(
          new Place("plain", "one"),
          new Place("batching", "one"),
          new Place("ordering", "two"),
          new Place("start-first", "two"));

  private static final int NAMES = 9;
  private final SplittableRandom random;

  RandomModels(SplittableRandom random) {
    this.random = random;
  }

  Deployment next() {
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      if (random.nextInt(4) > 0) {
        components.add(component(i, components));
      }
    }
    return Deployment.of("app", "/src/app", "me", components);
  }

  private Component component(int number, List<Component> earlier) {
    ComponentPath path =
        number % 3 == 0 ? ComponentPath.of("group", "c" + number) : ComponentPath.of("c" + number);
    // A path mostly stays where it is.
    int place = random.nextInt(6) == 0 ? random.nextInt(PLACES.size()) : number % PLACES.size();
    int version = random.nextInt(3);
    int setting = random.nextInt(2);
    Component component =
        Component.of(path, PLACES.get(place), "v" + version + "." + setting)
            .withInputs(inputs(version, setting), List.of("setting"))
            .withDependsOn(dependencies(number, earlier));
    if (random.nextInt(8) == 0) {
      component = component.withFollows(component.dependsOn());
    }
    if (random.nextInt(3) == 0) {
      component =
          component.withProbe(
              new Probe("tcp", new TreeMap<>(), Duration.ofSeconds(1), Duration.ofSeconds(5), 2));
    }
    return random.nextInt(12) == 0 ? component.irreversible() : component;
  }

  private static Map<String, Json> inputs(int version, int setting) {
    return Map.of("version", new Json.Int(version), "setting", new Json.Int(setting));
  }

  /** Which way dependencies go changes from model to model. */
  private List<ComponentPath> dependencies(int number, List<Component> earlier) {
    List<ComponentPath> dependencies = new ArrayList<>();
    for (Component other : earlier) {
      if (random.nextInt(3) == 0) {
        dependencies.add(other.path());
      }
    }
    boolean group =
        earlier.stream().anyMatch(other -> other.path().isBelow(ComponentPath.of("group")));
    // All members of the group come before the last two.
    if (group && number > 6 && random.nextInt(3) == 0) {
      dependencies.add(ComponentPath.of("group"));
    }
    return dependencies;
  }
}
