package dev.firn.process.manager.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.Health;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.manager.Await;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.LifeCycle;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** On a real systemd, in a Debian that the test boots. */
@Execution(ExecutionMode.SAME_THREAD)
class SystemdTest {
  private static final String UNITS = "/etc/systemd/system";
  private static final String STATE = "/var/lib/cycle";
  private static final Duration LONG = Duration.ofMinutes(2);

  private static @Nullable BootedDebian machine;

  @BeforeAll
  static void boot() throws Exception {
    String missing = BootedDebian.missing();
    assumeTrue(missing.isEmpty(), missing);
    machine = BootedDebian.boot();
    run(machine, "mkdir", "-p", STATE + "/run", STATE + "/log");
  }

  @AfterAll
  static void end() throws Exception {
    if (machine != null) {
      machine.end();
    }
  }

  private static BootedDebian machine() {
    if (machine == null) {
      throw new IllegalStateException();
    }
    return machine;
  }

  private static Programs.Output run(Programs programs, String... command) throws Exception {
    Programs.Output output = programs.run(List.of(command), "", LONG);
    assertTrue(output.isSuccess(), output::complaint);
    return output;
  }

  private static Workbench bench(Programs programs, String units, boolean ofUser) {
    Driver driver =
        new Systemd(Disk.REAL, programs)
            .driver(machine().file(units), new Systemctl(programs, ofUser, List.of()));
    return new Workbench("cycle", "systemd", driver);
  }

  private static Descriptions named(String name) {
    return Descriptions.of(Path.of(STATE)).name(name);
  }

  private static List<String> files(String directory) throws Exception {
    Path path = machine().file(directory);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (var all = Files.walk(path)) {
      return all.map(path::relativize)
          .map(Path::toString)
          .filter(one -> one.contains("firn"))
          .sorted()
          .toList();
    }
  }

  @Test
  void processesLiveAndNothingIsLeft() throws Exception {
    new LifeCycle(bench(machine(), UNITS, false), SystemdTest::named).run(false);
    assertEquals(List.of(), files(UNITS));
    assertEquals(
        "",
        run(machine(), "systemctl", "list-units", "--all", "--plain", "--no-legend", "firn-*")
            .out());
  }

  @Test
  void usersHaveProcessesOfTheirOwn() throws Exception {
    run(machine(), "useradd", "--create-home", "--uid", "1234", "tester");
    run(machine(), "loginctl", "enable-linger", "tester");
    String units = "/home/tester/.config/systemd/user";
    for (String folder :
        List.of("run", "log", ".config", ".config/systemd", ".config/systemd/user")) {
      run(machine(), "install", "-d", "-o", "tester", "/home/tester/" + folder);
    }
    Programs tester = machine().as("tester", 1234);
    Await.until(
        "the user has a systemd",
        () -> tester.run(List.of("systemctl", "--user", "show-environment"), "", LONG).isSuccess());
    new LifeCycle(
            bench(tester, units, true), name -> Descriptions.of(Path.of("/home/tester")).name(name))
        .run(false);
    assertEquals(List.of(), files(units));
  }

  @Test
  void unitsAreEnabledAndLimited() throws Exception {
    Workbench bench = bench(machine(), UNITS, false);
    ProcessDescription process =
        named("limited")
            .foreground("/bin/sh", "-c", "ulimit -n; exec sleep 4712")
            .user("nobody")
            .openFiles(123)
            .build();
    assertDone(bench.apply(process));
    assertEquals(
        "enabled", run(machine(), "systemctl", "is-enabled", "firn-limited").out().strip());
    String shown = run(machine(), "systemctl", "show", "firn-limited").out();
    assertTrue(
        shown.contains("\nLimitNOFILE=123\n") && shown.contains("\nNoNewPrivileges=yes\n"), shown);
    assertDone(bench.run(engine -> engine.destroy()));
    assertEquals(List.of(), files(UNITS));
  }

  private static void assertDone(Report report) {
    assertEquals(Outcome.DONE, report.outcome(), report::toString);
  }

  @Test
  void whatCannotBeExecutedIsTold() throws Exception {
    Workbench bench = bench(machine(), UNITS, false);
    Report report = bench.apply(named("missing").foreground("/no/such/program").build());
    assertEquals(Outcome.UNDONE, report.outcome(), report::toString);
    assertTrue(report.failures().toString().contains("firn-missing"), report::toString);
    assertEquals(List.of(), files(UNITS));
  }

  /** Its start is over when it says so; systemd takes the word of what the process started. */
  @Test
  void whatSpeaksIsReadyWhenItSaysSo() throws Exception {
    Workbench bench = bench(machine(), UNITS, false);
    String said = STATE + "/said";
    String script = "sleep 1; touch " + said + "; systemd-notify --ready; exec sleep 4717";
    assertDone(
        bench.apply(
            named("speaks").foreground("/bin/sh", "-c", script).notify(LONG).user("root").build()));
    assertTrue(Files.exists(machine().file(said)));
    Health health = bench.driver().health("cycle").get(ComponentPath.of("speaks"));
    assertEquals(Health.State.RUNNING, health == null ? null : health.state());
    Report report =
        bench.apply(
            named("speaks").foreground("/bin/sleep", "4717").notify(Duration.ofSeconds(2)).build());
    assertEquals(Outcome.UNDONE, report.outcome(), report::toString);
    assertTrue(report.failures().toString().contains("timeout"), report::toString);
    assertDone(bench.run(engine -> engine.destroy()));
    assertEquals(List.of(), files(UNITS));
  }

  @Test
  void aScheduleIsATimer() throws Exception {
    Workbench bench = bench(machine(), UNITS, false);
    String file = STATE + "/ticked";
    assertDone(
        bench.apply(named("tick").foreground("/bin/touch", file).schedule("*-*-* *:*:*").build()));
    Health health = bench.driver().health("cycle").get(ComponentPath.of("tick"));
    assertEquals(Health.State.RUNNING, health == null ? null : health.state());
    // systemd may let a minute pass.
    for (int i = 0; i < 1500 && !Files.exists(machine().file(file)); i++) {
      Thread.sleep(100);
    }
    assertTrue(Files.exists(machine().file(file)));
    assertDone(bench.run(engine -> engine.destroy()));
    assertEquals(List.of(), files(UNITS));
  }

  @Test
  void aReloadKeepsTheProcess() throws Exception {
    Workbench bench = bench(machine(), UNITS, false);
    assertDone(bench.apply(reloadable("one")));
    Health before = bench.driver().health("cycle").get(ComponentPath.of("web"));
    assertDone(bench.apply(reloadable("two")));
    Health after = bench.driver().health("cycle").get(ComponentPath.of("web"));
    assertEquals(
        before == null ? null : before.processId(), after == null ? -1 : after.processId());
    assertTrue(Files.exists(machine().file(STATE + "/two")));
    assertDone(bench.run(engine -> engine.destroy()));
  }

  private static ProcessDescription reloadable(String text) {
    Command command = new Command("/bin/touch", List.of(STATE + "/" + text));
    return named("web")
        .foreground("/bin/sleep", "4715")
        .reload(new Reload(null, command, new TreeMap<>()))
        .build();
  }

  @Test
  void systemdReadsTheWordsThatWereGiven() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    List<String> words = new ArrayList<>();
    Map<String, String> environment = new TreeMap<>();
    for (int i = 0; i < 400; i++) {
      words.add(word(random));
      environment.put("V" + i, word(random).replaceAll("[^ -~]", "#"));
    }
    String file = STATE + "/words";
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c"));
    command.add(
        "{ printf '%s\\1' \"$@\"; i=0; while [ $i -lt 400 ]; do eval \"printf '%s\\\\1' \\\"\\$V$i\\\"\"; i=$((i+1)); done; } > "
            + file
            + ".new; mv "
            + file
            + ".new "
            + file
            + "; exec sleep 4713");
    command.add("sh");
    command.addAll(words);
    Workbench bench = bench(machine(), UNITS, false);
    assertDone(
        bench.apply(
            named("words")
                .foreground(command.toArray(new String[0]))
                .environment(environment)
                .build()));
    Await.until("it says so", () -> Files.exists(machine().file(file)));
    List<String> expected = new ArrayList<>(words);
    for (int i = 0; i < 400; i++) {
      expected.add(String.valueOf(environment.get("V" + i)));
    }
    String seen = Latin1.string(Files.readAllBytes(machine().file(file)));
    assertEquals(String.join("\1", expected) + "\1", seen);
    assertDone(bench.run(engine -> engine.destroy()));
  }

  @Test
  void configurationOfOthersIsInstalledAsItIs(@TempDir Path configuration) throws Exception {
    Path units = Files.createDirectories(configuration.resolve("etc/systemd/system"));
    Files.writeString(
        units.resolve("nix-process-x.service"),
        "[Service]\nExecStart=/bin/sleep 4716\nType=simple\n\n[Unit]\nDescription=X\n");
    Workbench bench = bench(machine(), UNITS, false);
    assertDone(bench.apply(bench.packaged("x", configuration)));
    assertTrue(run(machine(), "systemctl", "status", "nix-process-x").out().contains("4716"));
    assertDone(bench.run(engine -> engine.destroy()));
    assertFalse(Files.exists(machine().file(UNITS + "/nix-process-x.service")));
  }

  private static String word(SplittableRandom random) {
    String tricky = "'\"\\$`!#&|;<>(){}[]*?~ \t\n%%s,=-@+:";
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; i--) {
      word.append(
          random.nextInt(3) > 0
              ? tricky.charAt(random.nextInt(tricky.length()))
              : (char) random.nextInt(' ', 0x7f));
    }
    return word.toString();
  }

  @Test
  void secretsAndFilesWithVariablesAreRead() throws Exception {
    Files.writeString(machine().file(STATE + "/secret"), "s3cret\n");
    run(machine(), "chmod", "600", STATE + "/secret");
    Files.writeString(machine().file(STATE + "/variables"), "FROM_FILE=yes\n");
    run(machine(), "install", "-d", "-o", "nobody", STATE + "/seen");
    Workbench bench = bench(machine(), UNITS, false);
    assertDone(
        bench.apply(
            named("secret")
                .foreground(
                    "/bin/sh",
                    "-c",
                    "echo \"$PASSWORD $FROM_FILE\" > "
                        + STATE
                        + "/seen/new; mv "
                        + STATE
                        + "/seen/new "
                        + STATE
                        + "/seen/it; exec sleep 4714")
                .initialize("touch " + STATE + "/initialized")
                .user("nobody")
                .group("nogroup")
                .secret("PASSWORD", STATE + "/secret")
                .environmentFile(STATE + "/variables")
                .build()));
    Path seen = machine().file(STATE + "/seen/it");
    Await.until("it says so", () -> Files.exists(seen));
    assertEquals("s3cret yes\n", Files.readString(seen));
    assertTrue(Files.exists(machine().file(STATE + "/initialized")));
    assertDone(bench.run(engine -> engine.destroy()));
  }
}
