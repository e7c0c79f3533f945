package dev.firn.process.manager.sysvinit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverContract;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Await;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Goldens;
import dev.firn.process.manager.Installed;
import dev.firn.process.manager.LifeCycle;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.manager.RecordedPrograms;
import dev.firn.process.manager.Workbench;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** With real scripts and start-stop-daemon; what makes init run scripts is recorded. */
class SysvinitTest extends DriverContract {
  @TempDir private Path directory;

  @BeforeEach
  void makeFolders() throws Exception {
    Files.createDirectories(directory.resolve("log"));
    Files.createDirectories(directory.resolve("run"));
  }

  @AfterEach
  void stopWhatTheContractStarted() throws Exception {
    if (Files.isDirectory(directory.resolve("init.d"))) {
      driver().transition("app", List.of(new Operation(Verb.STOP, component("a", 1), null)));
    }
  }

  @Override
  protected Driver driver() {
    return bench().driver();
  }

  @Override
  protected Component component(String name, int version) {
    return bench().component(named(name).foreground("/bin/sleep", "470" + version).build());
  }

  private Descriptions named(String name) {
    return Descriptions.of(directory).name(name);
  }

  private Workbench bench() {
    assumeTrue(
        Files.isExecutable(Path.of("/sbin/start-stop-daemon")),
        "start-stop-daemon is missing: apt-get install dpkg");
    Driver driver =
        new Sysvinit(Disk.REAL, new RealPrograms(), "/")
            .driver(directory.resolve("init.d").toString());
    return new Workbench("cycle", "sysvinit", driver);
  }

  private static void assertDone(Report report) {
    assertEquals(Outcome.DONE, report.outcome(), report::toString);
  }

  @Test
  void everyParameterHasItsGolden() {
    Goldens.check("sysvinit", InitScript::render);
  }

  @Test
  void processesLiveAndNothingIsLeft() throws Exception {
    new LifeCycle(bench(), this::named).run(true);
    for (String folder : List.of("init.d", "run")) {
      try (var left = Files.list(directory.resolve(folder))) {
        assertEquals(List.of(), left.toList());
      }
    }
  }

  @Test
  void aScriptSaysWhatIsSo() throws Exception {
    Workbench bench = bench();
    Report missing = bench.apply(named("missing").daemon("/no/such/program").build());
    assertEquals(Outcome.UNDONE, missing.outcome(), missing::toString);
    Report failed =
        bench.apply(named("failed").foreground("/bin/sleep", "4716").initialize("exit 3").build());
    assertEquals(Outcome.UNDONE, failed.outcome(), failed::toString);

    assertDone(bench.apply(named("killed").foreground("/bin/sleep", "4716").build()));
    Health health = bench.driver().health("cycle").get(ComponentPath.of("killed"));
    long process = Objects.requireNonNull(health.processId());
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
    // The script asks whether there is a process of that number: there is until its parent notices
    // the end.
    Await.until(
        "it is known to have failed",
        () ->
            bench.driver().health("cycle").get(ComponentPath.of("killed")).state()
                == Health.State.FAILED);
    assertDone(bench.run(engine -> engine.destroy()));
  }

  @Test
  void aDaemonIsAskedToReload() throws Exception {
    Workbench bench = bench();
    Path link = directory.resolve("run/link");
    Path seen = directory.resolve("run/seen");
    String script =
        "exit if fork; open F, '>', $ARGV[2]; print F \"$$\\n\"; close F;"
            + " $SIG{HUP} = sub { system('cp', $ARGV[0], $ARGV[1]) }; $SIG{HUP}->(); sleep 1 while 1";
    String pidFile = directory.resolve("run/web.pid").toString();
    Long process = null;
    for (String file : List.of("one", "two")) {
      Path target = Files.writeString(directory.resolve(file), file);
      assertDone(
          bench.apply(
              named("web")
                  .daemon("/usr/bin/perl", "-e", script, link.toString(), seen.toString(), pidFile)
                  .pidFile(pidFile)
                  .reloadable(link.toString(), target.toString())
                  .build()));
      Await.until(
          "it sees " + file, () -> Files.exists(seen) && Files.readString(seen).equals(file));
      Health health = bench.driver().health("cycle").get(ComponentPath.of("web"));
      Long now = health == null ? null : health.processId();
      assertEquals(process == null ? now : process, now);
      process = now;
    }
    assertDone(bench.run(engine -> engine.destroy()));
  }

  @Test
  void scriptsAreForEveryShell() throws Exception {
    Path script = directory.resolve("script");
    for (ProcessDescription process : Goldens.processes().values()) {
      InitScript.render(process)
          .files()
          .values()
          .forEach(file -> write(script, Latin1.bytes(file.text())));
      for (List<String> shell :
          List.of(List.of("/bin/sh"), List.of("/bin/bash"), List.of("/bin/busybox", "sh"))) {
        if (Files.isExecutable(Path.of(shell.getFirst()))) {
          List<String> command = new ArrayList<>(shell);
          command.addAll(List.of("-n", script.toString()));
          Programs.Output read = new RealPrograms().run(command, "", Duration.ofSeconds(30));
          assertTrue(read.isSuccess(), () -> shell + ": " + read.err());
        }
      }
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void aModelChoosesRunLevels() {
    Json levels = new Json.Array(List.of(new Json.Int(3), new Json.Int(5)));
    String script = rendered(named("web").override("runlevels", levels));
    assertTrue(
        script.contains("# Default-Start:     3 5\n# Default-Stop:      0 1 2 4 6\n"), script);
    for (Json wrong : List.of(new Json.Int(3), new Json.Array(List.of(new Json.Int(7))))) {
      assertThrows(ModelException.class, () -> rendered(named("web").override("runlevels", wrong)));
    }
    assertThrows(ModelException.class, () -> rendered(named("web").override("levels", levels)));
  }

  private static String rendered(Descriptions process) {
    return InitScript.render(process.foreground("/bin/true").build())
        .files()
        .get("firn-web")
        .text();
  }

  @Test
  void scriptsOfTheMachineRunWhenItStarts() throws Exception {
    RecordedPrograms programs = new RecordedPrograms();
    SysvinitDriver driver = new SysvinitDriver(Disk.REAL, programs, Path.of("/etc/init.d"));
    var mark = new Mark("cycle", ComponentPath.of("a"), "1");
    var installed = List.of(new Installed(mark, List.of("firn-a")));
    driver.start(installed);
    assertEquals(
        List.of(
            List.of("update-rc.d", "-f", "firn-a", "defaults"),
            List.of("/etc/init.d/firn-a", "start")),
        programs.takeCalls());
    driver.halt(installed);
    driver.forget(installed);
    assertTrue(programs.takeCalls().contains(List.of("update-rc.d", "-f", "firn-a", "remove")));
  }
}
