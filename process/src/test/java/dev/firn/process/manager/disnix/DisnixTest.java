package dev.firn.process.manager.disnix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.disk.Disk;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.ModelException;
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
import dev.firn.process.description.Stop;
import dev.firn.process.manager.Await;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Goldens;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.manager.Refusals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, which {@code daemon} puts into the background. */
class DisnixTest extends DriverContract {
  @TempDir Path folder;

  private final List<Component> started = new ArrayList<>();

  @BeforeEach
  void needsDaemon() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/daemon")), "needs Debian's package daemon");
    Files.createDirectories(folder.resolve("run"));
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    for (Component component : started) {
      perform(Verb.STOP, component);
    }
    Await.gone(folder.toString());
  }

  @Override
  protected Driver driver() {
    return new Disnix(Disk.REAL, new RealPrograms()).driver(folder.resolve("files").toString());
  }

  @Override
  protected Component component(String name, int version) {
    return component(
        Descriptions.of(folder).name(name).foreground("/bin/sleep", "" + (100 + version)));
  }

  private Component component(Descriptions process) {
    var built = process.build();
    Component component =
        Component.of(
                ComponentPath.of(built.name()),
                new Place("disnix", "localhost"),
                Integer.toHexString(built.hashCode()))
            .withInputs(DescriptionJson.write(built), List.of());
    started.add(component);
    return component;
  }

  private Result perform(Verb verb, Component component) throws InterruptedException {
    Operation operation =
        verb == Verb.STOP
            ? new Operation(verb, component, null)
            : new Operation(verb, null, component);
    return driver().transition("app", List.of(operation)).getFirst();
  }

  private Health health(Component component) throws Exception {
    return driver().health("app").get(component.path());
  }

  @Test
  void everyParameterIsRendered() throws Exception {
    Goldens.check("disnix", Refusals.in(new Disnix(Disk.REAL, new RealPrograms())));
  }

  @Test
  void aDaemonIsStoppedAsItWants() throws Exception {
    Path pid = folder.resolve("run/own.pid");
    String script =
        "trap 'echo bye; exit' USR1; trap '' TERM; echo $$ > "
            + pid
            + ".new; mv "
            + pid
            + ".new "
            + pid
            + "; while :; do sleep 0.1; done";
    Component component =
        component(
            Descriptions.of(folder)
                .name("own")
                .daemon("/bin/sh", "-c", "sh -c \"$0\" < /dev/null & exit 0", script)
                .pidFile(pid.toString())
                .stop(new Stop("USR1", Duration.ofSeconds(5))));
    assertEquals(Result.DONE, perform(Verb.START, component));
    Health health = health(component);
    assertEquals(Health.State.RUNNING, health.state());
    assertEquals(Files.readString(pid).strip(), health.processId() + "");

    assertEquals(Result.DONE, perform(Verb.STOP, component));
    assertEquals(List.of("bye"), driver().lastLines("app", component, 5));
    assertFalse(Files.exists(pid));
  }

  @Test
  void whatDoesNotEndIsKilled() throws Exception {
    Component component =
        component(
            Descriptions.of(folder)
                .foreground("/bin/sh", "-c", "trap '' TERM; while :; do sleep 0.1; done")
                .stop(new Stop("TERM", Duration.ofMillis(300))));
    assertEquals(Result.DONE, perform(Verb.START, component));
    long process = Objects.requireNonNull(health(component).processId());
    assertEquals(Result.DONE, perform(Verb.STOP, component));
    assertFalse(Await.lives(process));
  }

  @Test
  void whatFailsIsStartedAgain() throws Exception {
    Path count = folder.resolve("count");
    Component component =
        component(
            Descriptions.of(folder)
                .foreground("/bin/sh", "-c", "echo x >> " + count + "; sleep 0.3"));
    assertEquals(Result.DONE, perform(Verb.START, component));
    Await.until("it starts again", () -> Files.exists(count) && Files.size(count) >= 4);
  }

  @Test
  void thePidFileOfWhatEndedIsNoProcess() throws Exception {
    Component component = component("a", 1);
    assertEquals(Result.DONE, perform(Verb.START, component));
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      assertEquals(Result.DONE, driver().control("app", component, Control.STOP));
      Path pid = folder.resolve("run/a.pid");
      Files.writeString(pid, other.pid() + "\n");
      Files.setLastModifiedTime(pid, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
      assertEquals(Health.State.FAILED, health(component).state());
      assertEquals(Result.DONE, perform(Verb.STOP, component));
      assertTrue(other.isAlive());
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatNeverStartsIsTold() throws Exception {
    Component component =
        component(Descriptions.of(folder).initialize("echo no; exit 3").foreground("/bin/true"));
    assertEquals(Ending.UNCERTAIN, perform(Verb.START, component).ending());
    assertEquals(List.of("no"), driver().lastLines("app", component, 5));
  }

  @Test
  void otherSignalsReachOnlyDaemons() {
    var process =
        Descriptions.of(folder).foreground("/bin/a").stop(new Stop("QUIT", Duration.ofSeconds(1)));
    assertThrows(
        ModelException.class,
        () -> new Disnix(Disk.REAL, new RealPrograms()).render(process.build()));
  }
}
