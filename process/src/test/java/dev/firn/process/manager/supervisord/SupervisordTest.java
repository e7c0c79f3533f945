package dev.firn.process.manager.supervisord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.disk.Disk;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverContract;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Await;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.LifeCycle;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.manager.Workbench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real supervisord that Firn starts. */
class SupervisordTest extends DriverContract {
  @TempDir private Path directory;
  private Path scope;
  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/supervisord")),
        "supervisord is missing: apt-get install supervisor");
    Files.createDirectories(directory.resolve("log"));
    Files.createDirectories(directory.resolve("run"));
    scope = directory.resolve("sv");
    bench = bench();
  }

  private Workbench bench() {
    Driver driver = new Supervisord(Disk.REAL, new RealPrograms(), "/").driver(scope.toString());
    return new Workbench("cycle", "supervisord:" + scope, driver);
  }

  @AfterEach
  void endWhatIsLeft() throws Exception {
    Path file = scope.resolve("supervisord.pid");
    if (Files.exists(file)) {
      long left = Long.parseLong(Files.readString(file).strip());
      ProcessHandle.of(left).ifPresent(ProcessHandle::destroy);
      Await.until("it ends", () -> !Await.lives(left));
    }
  }

  @Override
  protected Driver driver() {
    return bench.driver();
  }

  @Override
  protected Component component(String name, int version) {
    return bench.component(named(name).foreground("/bin/sleep", "470" + version).build());
  }

  private Descriptions named(String name) {
    return Descriptions.of(directory).name(name);
  }

  private ProcessDescription sleeper(String name) {
    return named(name).foreground("/bin/sleep", "4711").build();
  }

  @Test
  void processesLiveAndNothingIsLeft() throws Exception {
    new LifeCycle(bench, this::named).run(true);
    assertFalse(Files.exists(scope));
  }

  @Test
  void aProgramThatCannotBeExecutedIsTold() throws Exception {
    ProcessDescription missing = named("missing").foreground("/no/such/program").build();
    var report = bench.apply(sleeper("a"), missing);
    assertEquals(Outcome.UNDONE, report.outcome(), report::toString);
    assertTrue(report.failures().toString().contains("no/such/program"), report::toString);
    assertFalse(Files.exists(scope));
  }

  @Test
  void whatIsNotFirnsIsInTheWayAndStays() throws Exception {
    Path file = scope.resolve("conf.d/a.conf");
    Files.createDirectories(scope.resolve("conf.d"));
    Files.writeString(file, "[program:a]\ncommand=/bin/sleep 4717\n");
    var report = bench.apply(sleeper("a"));
    assertEquals(Outcome.UNDONE, report.outcome(), report::toString);
    assertTrue(report.failures().toString().contains("is there already"), report::toString);
    assertEquals("[program:a]\ncommand=/bin/sleep 4717\n", Files.readString(file));
  }

  @Test
  void whatAKilledSupervisordLeftIsReplacedOrEnded() throws Exception {
    bench.apply(sleeper("a"), sleeper("b"));
    Long orphan = process("a");
    kill();
    assertFalse(bench.driver().read("cycle").get(ComponentPath.of("a")).running());
    bench.apply(sleeper("a"), sleeper("b"));
    assertFalse(Await.lives(orphan));
    Long second = process("a");
    kill();
    bench.run(engine -> engine.destroy());
    assertFalse(Await.lives(second));
    assertFalse(Files.exists(scope));
  }

  private Long process(String name) throws Exception {
    AtomicReference<Long> process = new AtomicReference<>();
    Await.until(
        name + " runs",
        () -> {
          process.set(bench.driver().health("cycle").get(ComponentPath.of(name)).processId());
          return process.get() != null;
        });
    return process.get();
  }

  private void kill() throws Exception {
    long process = Long.parseLong(Files.readString(scope.resolve("supervisord.pid")).strip());
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
    Await.until("it is gone", () -> !Files.exists(Path.of("/proc/" + process)));
  }

  /** What was stopped by hand is seen although others run, and so is one that only its own child still lives of. */
  @Test
  void whoRunsIsSeenWithoutAskingForAll() throws Exception {
    Path child = directory.resolve("run/child");
    String script = "sleep 4719 & echo $! > " + child + ".new; mv " + child + ".new " + child;
    ProcessDescription parent =
        named("parent").foreground("/bin/sh", "-c", script + "; exec sleep 4720").build();
    bench.apply(sleeper("a"), sleeper("b"), parent);
    Await.until("it has a child", () -> Files.exists(child));
    assertEquals("[a, b, parent]", running());
    new Rpc(scope.resolve("supervisor.sock")).call("supervisor.stopProcess", "b");
    new Rpc(scope.resolve("supervisor.sock")).call("supervisor.stopProcess", "parent");
    try {
      assertTrue(Await.lives(Long.parseLong(Files.readString(child).strip())));
      assertEquals("[a]", running());
    } finally {
      ProcessHandle.of(Long.parseLong(Files.readString(child).strip()))
          .ifPresent(ProcessHandle::destroy);
    }
    bench.run(engine -> engine.destroy());
  }

  private String running() throws Exception {
    return bench.driver().read("cycle").entrySet().stream()
        .filter(one -> one.getValue().running())
        .map(one -> one.getKey().toString())
        .toList()
        .toString();
  }

  @Test
  void supervisordReadsOneFileThatHasWhatIsInstalled() throws Exception {
    Path all = scope.resolve("programs.ini");
    bench.apply(sleeper("a"), sleeper("b"));
    assertEquals(List.of("[program:a]", "[program:b]"), sections(all));
    bench.apply(named("a").foreground("/bin/sleep", "4712").build());
    assertEquals(List.of("[program:a]"), sections(all));
    assertTrue(Files.readString(all).contains("command=/bin/sleep 4712\n"));
    bench.run(engine -> engine.destroy());
  }

  private static List<String> sections(Path file) throws Exception {
    return Files.readAllLines(file).stream().filter(line -> line.startsWith("[")).toList();
  }

  @Test
  void configurationOfOthersIsInstalledAsItIs() throws Exception {
    Path programs = Files.createDirectories(directory.resolve("package/conf.d"));
    Files.writeString(
        programs.resolve("x.conf"), "[program:x]\ncommand=/bin/sleep 4718\npriority=1\n");
    bench.apply(bench.packaged("x", directory.resolve("package")));
    String installed = Files.readString(scope.resolve("conf.d/x.conf"));
    assertEquals(
        "; firn-mark: 1 cycle packaged x\n[program:x]\ncommand=/bin/sleep 4718\npriority=1\n",
        installed);
    assertTrue(bench.driver().read("cycle").get(ComponentPath.of("x")).running());
    bench.run(engine -> engine.destroy());
    assertFalse(Files.exists(scope));
  }

  @Test
  void aReloadKeepsTheProcess() throws Exception {
    Path link = directory.resolve("run/link");
    Path seen = directory.resolve("run/seen");
    String[] files = {"one", "two"};
    Long process = null;
    for (String file : files) {
      Path target = Files.writeString(directory.resolve(file), file);
      String script =
          "$SIG{HUP} = sub { system('cp', $ARGV[0], $ARGV[1]) }; $SIG{HUP}->(); sleep 1 while 1";
      bench.apply(
          named("web")
              .foreground("/usr/bin/perl", "-e", script, link.toString(), seen.toString())
              .reloadable(link.toString(), target.toString())
              .build());
      Await.until(
          "it sees " + file, () -> Files.exists(seen) && Files.readString(seen).equals(file));
      Long now = bench.driver().health("cycle").get(ComponentPath.of("web")).processId();
      assertEquals(process == null ? now : process, now);
      process = now;
    }
    bench.run(engine -> engine.destroy());
    assertFalse(Files.isSymbolicLink(link));
  }
}
