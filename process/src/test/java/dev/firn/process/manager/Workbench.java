package dev.firn.process.manager;

import dev.firn.base.json.Json;
import dev.firn.deploy.apply.Binding;
import dev.firn.deploy.apply.Cancellation;
import dev.firn.deploy.apply.Engine;
import dev.firn.deploy.apply.Progress;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.apply.Settings;
import dev.firn.deploy.apply.ThreadCrew;
import dev.firn.deploy.apply.Workshop;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Probe;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.log.MemoryLogDirectory;
import dev.firn.deploy.probe.Answer;
import dev.firn.deploy.target.MemoryLocks;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.ProcessDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Deploys processes with one driver and an event log in memory. A process whose name begins with {@code never} never becomes ready. */
public final class Workbench {
  private final String name;
  private final String type;
  private final Driver driver;
  private final MemoryLogDirectory log = new MemoryLogDirectory();

  /**
   * A workbench for one deployment.
   *
   * @param type the manager, or the manager and the scope
   */
  public Workbench(String name, String type, Driver driver) {
    this.name = name;
    this.type = type;
    this.driver = driver;
  }

  /** The driver. */
  public Driver driver() {
    return driver;
  }

  /** A component that is a process; its fingerprint is its text. */
  public Component component(ProcessDescription process) {
    TreeMap<String, Json> inputs = new TreeMap<>(DescriptionJson.write(process));
    String fingerprint = Integer.toHexString(Json.object(inputs).print().hashCode());
    Component component =
        Component.of(ComponentPath.of(process.name()), new Place(type, "localhost"), fingerprint)
            .withInputs(inputs, process.reload() == null ? List.of() : List.of("reload"))
            .withDependsOn(process.dependencies().stream().map(ComponentPath::of).toList());
    return process.name().startsWith("never")
        ? component.withProbe(
            new Probe("test", new TreeMap<>(), Duration.ofMillis(100), Duration.ofSeconds(1), 1))
        : component;
  }

  /** A component whose configuration is in that directory. */
  public Component packaged(String component, Path configuration) {
    return Component.of(ComponentPath.of(component), new Place(type, "localhost"), "packaged")
        .withInputs(Map.of("package", new Json.Str(configuration.toString())), new TreeSet<>());
  }

  private Deployment deployment(List<Component> components) {
    return Deployment.of(name, "/source", "me", components);
  }

  /** Something that an engine does. */
  public interface Work {
    /** Does it. */
    Report with(Engine engine);
  }

  /** What came of it. */
  public Report run(Work work) throws Exception {
    try (ThreadCrew crew = new ThreadCrew()) {
      return work.with(
          new Engine(
              new Workshop(
                  Binding.open(log, deployment(List.of())),
                  _ -> driver,
                  (_, _) -> new Answer(Answer.Kind.NOT_YET, "never"),
                  crew,
                  new MemoryLocks(),
                  Settings.DEFAULT,
                  Progress.SILENT,
                  new Cancellation())));
    }
  }

  /** Applies a deployment of those processes. */
  public Report apply(ProcessDescription... processes) throws Exception {
    List<Component> components = new ArrayList<>();
    for (ProcessDescription process : processes) {
      components.add(component(process));
    }
    return run(engine -> engine.apply(deployment(components)));
  }

  /** Applies a deployment of that component. */
  public Report apply(Component component) throws Exception {
    return run(engine -> engine.apply(deployment(List.of(component))));
  }
}
