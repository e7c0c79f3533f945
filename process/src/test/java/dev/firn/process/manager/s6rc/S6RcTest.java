package dev.firn.process.manager.s6rc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.json.Json;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Health;
import dev.firn.process.description.Restart;
import dev.firn.process.manager.Await;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Goldens;
import dev.firn.process.manager.LifeCycle;
import dev.firn.process.manager.Niceness;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.manager.Refusals;
import dev.firn.process.manager.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services under the real s6-svscan; s6-rc is real where it is installed, and otherwise stood in for. */
class S6RcTest {
  @TempDir Path folder;
  private Process scanner;

  private static boolean has(String program) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(one -> Files.isExecutable(Path.of(one, program)));
  }

  private Workbench bench(Programs programs) throws Exception {
    assumeTrue(has("s6-svscan"), "needs Debian's package s6");
    Path scan = S6RcFolders.below(folder).scan();
    Files.createDirectories(scan);
    scanner =
        new ProcessBuilder("s6-svscan", scan.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("scanner").toFile())
            .start();
    Await.until("it listens", () -> Files.exists(scan.resolve(".s6-svscan/control")));
    return new Workbench("cycle", "s6-rc", new S6Rc(Disk.REAL, programs).driver(folder.toString()));
  }

  private Programs standIn() {
    return new StandIn(S6RcFolders.below(folder));
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    if (scanner != null) {
      new ProcessBuilder("s6-svscanctl", "-t", S6RcFolders.below(folder).scan().toString())
          .start()
          .waitFor();
      if (!scanner.waitFor(20, TimeUnit.SECONDS)) {
        scanner.descendants().forEach(ProcessHandle::destroyForcibly);
        scanner.destroyForcibly().waitFor();
      }
    }
    Await.gone(folder.toString());
  }

  private Descriptions process(String name) {
    return Descriptions.of(folder).name(name);
  }

  @Test
  void everyParameterIsRendered() throws Exception {
    Goldens.check("s6-rc", Refusals.in(new S6Rc(Disk.REAL, new RealPrograms())));
  }

  @Test
  void aSupervisorThatDoesNotRunIsTold() throws Exception {
    assumeTrue(has("s6-svscan"), "needs Debian's package s6");
    Workbench bench =
        new Workbench("cycle", "s6-rc", new S6Rc(Disk.REAL, standIn()).driver(folder.toString()));
    Report report = bench.apply(process("a").foreground("/bin/sleep", "9").build());
    assertTrue(
        report.failures().getFirst().message().startsWith("s6-svscan does not look after"),
        report::toString);
    assertEquals(Map.of(), bench.driver().read("cycle"));
  }

  @Test
  void aWholeLife() throws Exception {
    // Debian has s6, but not s6-rc.
    Programs programs = has("s6-rc-compile") ? new RealPrograms() : standIn();
    new LifeCycle(bench(programs), this::process).run(true);
  }

  @Test
  void whatWaitsForAChangedProcessRunsInTheEnd() throws Exception {
    Workbench bench = bench(standIn());
    Descriptions waiting = process("b").foreground("/bin/sleep", "100").dependencies(1, "a");
    for (String seconds : List.of("101", "102")) {
      Report report =
          bench.apply(process("a").foreground("/bin/sleep", seconds).build(), waiting.build());
      assertEquals(Outcome.DONE, report.outcome(), report::toString);
    }
    Map<ComponentPath, Health> health = bench.driver().health("cycle");
    assertEquals(Health.State.RUNNING, health.get(ComponentPath.of("a")).state());
    assertEquals(Health.State.RUNNING, health.get(ComponentPath.of("b")).state());
    bench.run(engine -> engine.destroy());
  }

  @Test
  void whatAProcessAsksForIsGiven() throws Exception {
    Workbench bench = bench(standIn());
    Files.writeString(folder.resolve("variables"), "FROM_FILE=1\n");
    Files.writeString(folder.resolve("secret"), "hush\n");
    Path out = folder.resolve("out");
    Files.createFile(out);
    out.toFile().setWritable(true, false);
    folder.toFile().setExecutable(true, false);
    folder.toFile().setReadable(true, false);
    assertEquals(
        Outcome.DONE,
        bench
            .apply(
                process("full")
                    .foreground(
                        "/bin/sh",
                        "-c",
                        "{ id -un; id -gn; id -Gn; pwd; umask; nice; ulimit -n; echo $A $FROM_FILE $SECRET; ls -d "
                            + folder
                            + "/made; echo end; } > "
                            + out
                            + " 2>&1; exec sleep 100")
                    .user("nobody")
                    .group("daemon")
                    .directory(folder.toString())
                    .umask("027")
                    .nice(3)
                    .openFiles(512)
                    .initialize("mkdir -p " + folder + "/made")
                    .environment(Map.of("A", "a b"))
                    .environmentFile(folder.resolve("variables").toString())
                    .secret("SECRET", folder.resolve("secret").toString())
                    .build())
            .outcome());
    Await.until("it says all", () -> Files.readString(out).endsWith("end\n"));
    assertEquals(
        List.of(
            "nobody",
            "daemon",
            "daemon",
            folder.toString(),
            "0027",
            Niceness.of(3),
            "512",
            "a b 1 hush",
            folder + "/made",
            "end"),
        Files.readAllLines(out));
    bench.run(engine -> engine.destroy());
  }

  @Test
  void whatEndsStartsAgainIfItShould() throws Exception {
    Workbench bench = bench(standIn());
    Path count = folder.resolve("count");
    Restart never = new Restart(Restart.When.NEVER, Duration.ofSeconds(1), Duration.ofSeconds(1));
    Restart failed =
        new Restart(Restart.When.ON_FAILURE, Duration.ofSeconds(1), Duration.ofSeconds(1));
    Report report =
        bench.apply(
            process("once").foreground("/bin/sh", "-c", "exit 3").restart(never).build(),
            process("good").foreground("/bin/sh", "-c", "exit 0").restart(failed).build(),
            process("bad")
                .foreground("/bin/sh", "-c", "echo x >> " + count + "; exit 4")
                .restart(failed)
                .build());
    assertEquals(Outcome.DONE, report.outcome(), report::toString);
    Await.until("it starts again", () -> Files.exists(count) && Files.size(count) >= 4);
    Map<ComponentPath, Health> health = bench.driver().health("cycle");
    assertEquals(Health.State.FAILED, health.get(ComponentPath.of("once")).state());
    assertEquals(Health.State.STOPPED, health.get(ComponentPath.of("good")).state());
    bench.run(engine -> engine.destroy());
  }

  @Test
  void settingsOfTheModelAreFiles() {
    Descriptions process =
        process("a").foreground("/bin/a").override("max-death-tally", new Json.Int(5));
    assertEquals(
        "5\n", S6RcRenderer.render(process.build()).files().get("a-srv/max-death-tally").text());
  }
}
