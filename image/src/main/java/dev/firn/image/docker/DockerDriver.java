package dev.firn.image.docker;

import dev.firn.base.disk.Disk;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.image.archive.Layer;
import dev.firn.process.description.Command;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.Reload;
import dev.firn.process.manager.Links;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.Packages;
import dev.firn.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A container for each process. A label is its mark; since labels never change, a container whose process can reload has the mark in a
 * file too, once it has reloaded.
 */
final class DockerDriver implements Driver {
  private static final String MARK_FILE = "firn-mark";

  private final Links links;
  private final DockerEngine engine;
  private final Images images;
  private final String deployer;

  DockerDriver(Disk disk, DockerEngine engine, Images images, String deployer) {
    this.links = new Links(disk);
    this.engine = engine;
    this.images = images;
    this.deployer = deployer;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.PLAIN;
  }

  private static String message(Exception failed) {
    return failed.getMessage() == null ? failed.toString() : failed.getMessage();
  }

  private Map<ComponentPath, Container> containers(String deployment)
      throws IOException, InterruptedException {
    Map<ComponentPath, Container> found = new TreeMap<>();
    for (Container container : engine.marked()) {
      Mark mark = container.mark();
      if (mark != null && mark.deployment().equals(deployment)) {
        found.put(mark.path(), container);
      }
    }
    return found;
  }

  @Override
  public Map<ComponentPath, Present> read(String deployment)
      throws DriverException, InterruptedException {
    try {
      Map<ComponentPath, Present> found = new TreeMap<>();
      for (Map.Entry<ComponentPath, Container> one : containers(deployment).entrySet()) {
        boolean running = one.getValue().health().state() == Health.State.RUNNING;
        found.put(one.getKey(), new Present(fingerprint(one.getValue()), running));
      }
      return found;
    } catch (IOException failed) {
      throw new DriverException(message(failed));
    }
  }

  private String fingerprint(Container container) throws IOException, InterruptedException {
    String text = container.reloadable() ? engine.read(container.name(), "/" + MARK_FILE) : null;
    Mark changed = text == null ? null : Mark.in(text);
    Mark mark = changed != null ? changed : container.mark();
    return mark == null ? "" : mark.fingerprint();
  }

  @Override
  public Map<ComponentPath, Health> health(String deployment)
      throws DriverException, InterruptedException {
    try {
      Map<ComponentPath, Health> found = new TreeMap<>();
      containers(deployment).forEach((path, container) -> found.put(path, container.health()));
      return found;
    } catch (IOException failed) {
      throw new DriverException(message(failed));
    }
  }

  @Override
  public List<Result> transition(String deployment, List<Operation> batch)
      throws InterruptedException {
    Operation operation = batch.getFirst();
    Component component = operation.component();
    try {
      return List.of(
          switch (operation.verb()) {
            case START -> start(deployment, component);
            case STOP -> stop(deployment, component);
            case RELOAD -> reload(deployment, operation);
            case EXCHANGE, PROBE ->
                Result.failed("this is nothing for containers: " + operation.verb());
          });
    } catch (IOException failed) {
      return List.of(Result.uncertain(message(failed)));
    }
  }

  private Result start(String deployment, Component component)
      throws IOException, InterruptedException {
    Mark mark = new Mark(deployment, component.path(), component.fingerprint());
    NewContainer fresh;
    Container there;
    try {
      fresh = settings(component, mark);
      there = engine.find(fresh.name());
    } catch (IOException | StoreException failed) {
      return Result.failed(message(failed)); // nothing was changed yet
    }
    if (there != null && !isOwn(there, mark)) {
      return Result.failed(
          "there is a container "
              + fresh.name()
              + " already, which was not made for "
              + mark.path()
              + " of "
              + deployment
              + ": remove it, or give the process another name");
    }
    if (there != null) {
      remove(there); // left by one that was killed
    }
    try {
      create(fresh);
    } catch (IOException failed) {
      return Result.failed(message(failed));
    }
    engine.start(fresh.name());
    return Result.DONE;
  }

  private static boolean isOwn(Container container, Mark wanted) {
    Mark mark = container.mark();
    return mark != null
        && mark.deployment().equals(wanted.deployment())
        && mark.path().equals(wanted.path());
  }

  private NewContainer settings(Component component, Mark mark)
      throws IOException, InterruptedException {
    Path configuration = Packages.of(component);
    return configuration != null
        ? PackagedContainer.read(configuration, mark)
        : RenderedContainer.of(component, images, deployer, mark);
  }

  /** Somebody else may remove the image before the container is there that uses it. */
  private void create(NewContainer fresh) throws IOException, InterruptedException {
    fresh.image().bring(engine);
    try {
      engine.create(fresh.words());
    } catch (IOException _) {
      fresh.image().bring(engine);
      engine.create(fresh.words());
    }
  }

  private Result stop(String deployment, Component component)
      throws IOException, InterruptedException {
    Container container = containers(deployment).get(component.path());
    if (container != null) {
      remove(container);
    }
    links.remove(reloadOf(component));
    return Result.DONE;
  }

  private void remove(Container container) throws IOException, InterruptedException {
    engine.stop(container.name());
    engine.remove(container.name());
    if (!Images.isOwn(container.image())) {
      engine.removeImage(container.image());
    }
  }

  /** The layers of an image that is exchanged are used again, so what is not used goes only now. */
  @Override
  public void tidy(String deployment) throws InterruptedException {
    try {
      engine.prune();
    } catch (IOException _) {
      // Perhaps somebody else is at it, or the engine is away; then there is the next time.
    }
  }

  private static @Nullable Reload reloadOf(Component component) {
    return Packages.of(component) != null
        ? null
        : DescriptionJson.read(component.inputs()).reload();
  }

  private Result reload(String deployment, Operation operation)
      throws IOException, InterruptedException {
    Component component = operation.component();
    Container container = containers(deployment).get(component.path());
    Reload reload = reloadOf(component);
    if (container == null || reload == null || !container.reloadable()) {
      return Result.failed(component.path() + " cannot be reloaded");
    }
    if (!ContainerSettings.of(DescriptionJson.read(component.inputs())).hostStore()) {
      engine.copyInto(container.name(), Layer.of(difference(operation)));
    }
    links.replace(reload);
    Mark mark = new Mark(deployment, component.path(), component.fingerprint());
    byte[] text = Latin1.bytes(mark.line() + "\n");
    engine.copyInto(container.name(), Layer.of(layer -> layer.file(MARK_FILE, 0644, text)));
    Command command = reload.command();
    if (command != null) {
      List<String> words = new ArrayList<>(List.of(command.program()));
      words.addAll(command.arguments());
      engine.execute(container.name(), words);
    } else if (reload.signal() != null) {
      engine.signal(container.name(), reload.signal());
    }
    return Result.DONE;
  }

  private Layer.Content difference(Operation operation) {
    Component before = Objects.requireNonNull(operation.before());
    return images.difference(
        RenderedContainer.text(before), RenderedContainer.text(operation.component()));
  }

  @Override
  public Result control(String deployment, Component component, Control control)
      throws InterruptedException {
    try {
      Container container = containers(deployment).get(component.path());
      if (container == null) {
        return Result.failed(component.path() + " is not installed");
      }
      if (control != Control.START) {
        engine.stop(container.name());
      }
      if (control != Control.STOP) {
        engine.start(container.name());
      }
      return Result.DONE;
    } catch (IOException failed) {
      return Result.uncertain(message(failed));
    }
  }

  @Override
  public List<String> lastLines(String deployment, Component component, int most) {
    try {
      Container container = containers(deployment).get(component.path());
      return container == null ? List.of() : engine.lastLines(container.name(), most);
    } catch (IOException _) {
      return List.of();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  @Override
  public void readLog(
      String deployment, Component component, LogQuery query, Consumer<LogLine> lines)
      throws DriverException, InterruptedException {
    try {
      Container container = containers(deployment).get(component.path());
      if (container != null) {
        engine.readLog(
            container.name(),
            ContainerLog.options(query),
            line -> lines.accept(ContainerLog.line(line)));
      }
    } catch (IOException failed) {
      throw new DriverException(message(failed));
    }
  }
}
