package dev.firn.process.manager.single;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverContract;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Goldens;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.RecordedPrograms;
import dev.firn.process.manager.Refusals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What managers keep that have a file for each service, with a control program that checks every call. */
public abstract class DriverOfFiles extends DriverContract {
  @TempDir protected Path folder;

  protected final FakeSystem system = new FakeSystem();
  protected final RecordedPrograms programs = new RecordedPrograms(this::answer);

  /** What the control program answers. */
  protected abstract RecordedPrograms.Output answer(List<String> command);

  /** The manager, with those programs. */
  protected abstract Manager manager();

  /** The file that the manager knows a process by. */
  protected abstract String file(String name);

  /** The calls for one start and one stop. */
  protected abstract List<List<String>> calls(Path file);

  @Override
  protected Driver driver() {
    return manager().driver(folder.resolve("files").toString());
  }

  @Override
  protected Component component(String name, int version) {
    return Component.of(
            ComponentPath.of(name), new Place(manager().name(), "localhost"), "f" + version)
        .withInputs(
            DescriptionJson.write(
                Descriptions.of(folder)
                    .name(name)
                    .foreground("/bin/" + name, "" + version)
                    .build()),
            List.of());
  }

  protected final Result perform(Verb verb, Component component) throws InterruptedException {
    Operation operation =
        verb == Verb.STOP
            ? new Operation(verb, component, null)
            : new Operation(verb, null, component);
    return driver().transition("app", List.of(operation)).getFirst();
  }

  @Test
  void everyParameterIsRendered() throws Exception {
    Goldens.check(manager().name(), Refusals.in(manager()));
  }

  @Test
  void theControlProgramIsToldInOrder() throws Exception {
    assertEquals(Result.DONE, perform(Verb.START, component("a", 1)));
    assertEquals(Health.State.RUNNING, driver().health("app").get(ComponentPath.of("a")).state());
    programs.takeCalls();
    assertEquals(Result.DONE, perform(Verb.STOP, component("a", 1)));
    assertEquals(Result.DONE, perform(Verb.START, component("a", 1)));
    assertEquals(calls(folder.resolve("files").resolve(file("a"))), programs.takeCalls());
    perform(Verb.STOP, component("a", 1));
    try (Stream<Path> left = Files.list(folder.resolve("files"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void whatIsStoppedByHandStaysInstalled() throws Exception {
    Component component = component("a", 1);
    perform(Verb.START, component);
    assertEquals(Result.DONE, driver().control("app", component, Control.STOP));
    assertFalse(driver().read("app").get(component.path()).running());
    assertEquals(Result.DONE, driver().control("app", component, Control.START));
    assertEquals(Result.DONE, driver().control("app", component, Control.RESTART));
    assertTrue(driver().read("app").get(component.path()).running());
  }

  @Test
  void filesOfOthersAreLeftAlone() throws Exception {
    Path file = folder.resolve("files").resolve(file("a"));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "somebody's");
    assertEquals(Ending.FAILED, perform(Verb.START, component("a", 1)).ending());
    assertEquals("somebody's", Files.readString(file));
    assertEquals(List.of(), programs.calls());
    assertEquals(Map.of(), driver().read("app"));
  }

  @Test
  void configurationOfOthersIsInstalledAsItIs() throws Exception {
    Component component = component("a", 1);
    Path generated = folder.resolve("package");
    Driver elsewhere = manager().driver(generated.resolve(packageFolder()).toString());
    elsewhere.transition("app", List.of(new Operation(Verb.START, null, component)));
    Component packaged =
        component.withInputs(
            Map.of("package", new Json.Str(generated.toString()), "name", new Json.Str("a")),
            List.of());
    system.services.clear();

    assertEquals(Result.DONE, perform(Verb.START, packaged));
    assertTrue(driver().read("app").get(component.path()).running());
    assertEquals(Result.DONE, perform(Verb.STOP, packaged));
    assertEquals(Map.of(), driver().read("app"));
  }

  /** Where packages have files. */
  protected abstract String packageFolder();

  @Test
  void theLogIsAFile() throws Exception {
    Component component = component("a", 1);
    Files.createDirectories(folder.resolve("log"));
    Files.writeString(folder.resolve("log/nixproc-a.log"), "one\ntwo\nthree\n");
    assertEquals(List.of("two", "three"), driver().lastLines("app", component, 2));
  }
}
