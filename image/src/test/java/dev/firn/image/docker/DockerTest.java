package dev.firn.image.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.json.Json;
import dev.firn.base.sys.Symlinks;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Verb;
import dev.firn.image.archive.Image;
import dev.firn.image.archive.Layer;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Resources;
import dev.firn.process.description.Restart;
import dev.firn.process.description.Stop;
import dev.firn.process.manager.Await;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.LifeCycle;
import dev.firn.process.manager.Niceness;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.manager.Workbench;
import dev.firn.store.path.StorePath;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers of a dockerd that this test starts. */
class DockerTest {
  @TempDir static Path home;
  private static DockerDaemon daemon;

  @TempDir Path folder;
  private final CountedPrograms programs = new CountedPrograms();
  private SmallStore small;
  private Workbench bench;

  @BeforeAll
  static void start() throws Exception {
    daemon = DockerDaemon.start(home);
  }

  @AfterAll
  static void stop() throws Exception {
    if (daemon != null) {
      daemon.close();
      assertEquals(List.of(), DockerDaemon.mounted(home));
    }
  }

  @BeforeEach
  void prepare() throws Exception {
    for (String name : List.of("run", "log", "tmp")) {
      Files.createDirectories(folder.resolve(name));
    }
    // Others than root look into it.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    small = new SmallStore();
    bench =
        new Workbench(
            "cycle",
            "docker",
            new Docker(Disk.REAL, programs, _ -> null, () -> small.store).driver(daemon.host()));
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    bench.run(engine -> engine.destroy());
    assertEquals(List.of(), daemon.client("ps", "--all", "--quiet"));
    assertEquals(List.of(), daemon.client("images", "--quiet"));
  }

  private Descriptions process(String name) {
    return Descriptions.of(folder).name(name);
  }

  private Descriptions shell(String name, String text) {
    return process(name).foreground("/bin/sh", "-c", text);
  }

  private void apply(Descriptions... processes) throws Exception {
    ProcessDescription[] built = new ProcessDescription[processes.length];
    for (int i = 0; i < processes.length; i++) {
      built[i] = processes[i].build();
    }
    assertEquals(Outcome.DONE, bench.apply(built).outcome());
  }

  private Health health(String name, Predicate<Health> wanted) throws Exception {
    AtomicReference<Health> health = new AtomicReference<>();
    Await.until(
        name + " is as wanted",
        () -> {
          health.set(bench.driver().health("cycle").get(ComponentPath.of(name)));
          return health.get() != null && wanted.test(health.get());
        });
    return health.get();
  }

  private List<String> lines(String name, int count) throws Exception {
    Component component = bench.component(shell(name, "").build());
    AtomicReference<List<String>> lines = new AtomicReference<>(List.of());
    Await.until(
        name + " says " + count + " lines",
        () -> {
          lines.set(bench.driver().lastLines("cycle", component, 100));
          return lines.get().size() >= count;
        });
    return lines.get();
  }

  @Test
  void aWholeLife() throws Exception {
    new LifeCycle(bench, this::process).run(true);
  }

  @Test
  void whatAProcessAsksForIsGiven() throws Exception {
    Files.writeString(folder.resolve("variables"), "FROM_FILE=it's 1\n");
    Files.writeString(folder.resolve("secret"), "hush\n");
    apply(
        shell(
                "full",
                "id -un; id -gn; pwd; umask; nice; ulimit -n; echo $A $FROM_FILE $SECRET;"
                    + " cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max"
                    + " 2> /dev/null; ls -d "
                    + folder
                    + "/run/made; exec sleep 100")
            .user("nobody")
            .group("daemon")
            .directory(folder.toString())
            .umask("027")
            .nice(3)
            .initialize("mkdir " + folder + "/run/made")
            .environment(Map.of("A", "a b"))
            .environmentFile(folder.resolve("variables").toString())
            .secret("SECRET", folder.resolve("secret").toString())
            .resources(new Resources(64L << 20, 50L, 20L, 512L)));
    assertEquals(
        List.of(
            "nobody",
            "daemon",
            folder.toString(),
            "0027",
            Niceness.of(3),
            "512",
            "a b it's 1 hush",
            Long.toString(64L << 20),
            folder + "/run/made"),
        lines("full", 9));
    String settings = String.join("\n", daemon.client("inspect", "nixproc-full"));
    assertTrue(settings.contains("\"PidsLimit\": 20"), settings);
    assertTrue(settings.contains("\"NanoCpus\": 500000000"), settings);
    assertTrue(!settings.contains("hush"), settings);
  }

  @Test
  void aProgramBehindLinksFindsWhatIsBesideIt() throws Exception {
    Path home = Files.createTempDirectory(Path.of("/var/tmp"), "firn-test");
    Path store = home.resolve("store/0123456789abcdfghijklmnpqrsvwxyz-tool/bin");
    try {
      Files.createDirectories(home.resolve("real"));
      Files.createDirectories(store);
      Files.writeString(home.resolve("real/text"), "found\n");
      Path program =
          Files.writeString(
              home.resolve("real/tool"), "#!/bin/sh\ncat \"$1/text\"; exec sleep 100\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.createSymbolicLink(store.resolve("tool"), program);
      apply(process("tool").foreground(store + "/tool", home + "/real"));
      assertEquals(List.of("found"), lines("tool", 1));
    } finally {
      bench.run(engine -> engine.destroy());
      Disk.REAL.deleteTree(home);
    }
  }

  /** Root of the container would be root of the host. */
  @Test
  void processesOfOthersThanRootAreTheirs() throws Exception {
    Files.setPosixFilePermissions(
        folder.resolve("run"), PosixFilePermissions.fromString("rwxrwxrwx"));
    DockerEngine engine = new DockerEngine(new RealPrograms(), daemon.host());
    bench =
        new Workbench(
            "cycle",
            "docker",
            new DockerDriver(
                Disk.REAL,
                engine,
                new Images(new HostRoot(Path.of("/")), () -> small.store),
                "12345:54321"));
    apply(shell("mine", "id -u; id -g; exec sleep 100").initialize("touch " + folder + "/run/x"));
    assertEquals(List.of("12345", "54321"), lines("mine", 2));
    assertEquals(12345, Files.getAttribute(folder.resolve("run/x"), "unix:uid"));
  }

  @Test
  void itIsStoppedAsItWants() throws Exception {
    Path said = folder.resolve("run/said");
    apply(
        shell(
                "polite",
                "trap 'echo bye > " + said + "; exit' USR1; echo on; while :; do sleep 0.1; done")
            .stop(new Stop("USR1", Duration.ofSeconds(5))),
        shell("rude", "trap '' TERM; while :; do sleep 0.1; done")
            .stop(new Stop("TERM", Duration.ofSeconds(1))));
    lines("polite", 1);
    bench.run(engine -> engine.destroy());
    assertEquals("bye\n", Files.readString(said));
  }

  @Test
  void whatEndsStartsAgainIfItShould() throws Exception {
    Restart never = new Restart(Restart.When.NEVER, Duration.ofMillis(500), Duration.ofSeconds(30));
    Restart failed =
        new Restart(Restart.When.ON_FAILURE, Duration.ofMillis(500), Duration.ofSeconds(30));
    apply(
        shell("again", "sleep 0.3"),
        shell("never", "exit 3").restart(never).name("once"),
        shell("good", "exit 0").restart(failed),
        shell("bad", "exit 4").restart(failed));
    assertTrue(health("again", one -> one.restarts() >= 2).restarts() >= 2);
    assertTrue(health("bad", one -> one.restarts() >= 2).restarts() >= 2);
    assertEquals("exit status 3", health("once", one -> one.state() == Health.State.FAILED).text());
    assertEquals(0, health("good", one -> one.state() == Health.State.STOPPED).restarts());
  }

  @Test
  void aReloadLeavesTheProcessAlone() throws Exception {
    Path link = folder.resolve("run/conf");
    Files.writeString(folder.resolve("one"), "one\n");
    Files.writeString(folder.resolve("two"), "two\n");
    String text = "trap 'cat " + link + "' HUP; cat " + link + "; while :; do sleep 0.1; done";
    apply(shell("proxy", text).reloadable(link.toString(), folder.resolve("one").toString()));
    long before = health("proxy", one -> one.processId() != null).processId();
    assertEquals(List.of("one"), lines("proxy", 1));

    apply(shell("proxy", text).reloadable(link.toString(), folder.resolve("two").toString()));
    assertEquals(List.of("one", "two"), lines("proxy", 2));
    assertEquals(before, health("proxy", one -> one.processId() != null).processId());
    assertEquals(folder.resolve("two").toString(), Symlinks.read(link));

    apply(shell("proxy", text).reloadable(link.toString(), folder.resolve("two").toString()));
    assertEquals(before, health("proxy", one -> one.processId() != null).processId());
    bench.run(engine -> engine.destroy());
    assertTrue(!Files.exists(link));
  }

  @Test
  void containersOfOthersAreLeftAlone() throws Exception {
    daemon.client("load", "--input", emptyImage().toString());
    daemon.client("create", "--name", "nixproc-taken", "empty:1", "/none");
    try {
      Component component = bench.component(shell("taken", "sleep 9").build());
      assertEquals(
          Ending.FAILED,
          bench
              .driver()
              .transition("cycle", List.of(new Operation(Verb.START, null, component)))
              .getFirst()
              .ending());
      assertEquals(1, daemon.client("ps", "--all", "--quiet").size());
    } finally {
      daemon.client("rm", "nixproc-taken");
      daemon.client("rmi", "empty:1");
    }
  }

  /** One whose image has what it needs of the store, and that sees nothing of the host but its state. */
  private Descriptions alone(String name, String text) {
    return process(name)
        .foreground(small.shell(text))
        .override(
            "container",
            Json.object(
                Map.of(
                    "useHostNixStore", new Json.Bool(false),
                    "useHostPrograms", new Json.Bool(false))));
  }

  @Test
  void anImageHasExactlyTheClosure() throws Exception {
    StorePath text = small.text("greeting", "hello\n");
    small.text("other", "not needed\n");
    String file = small.print(text) + "/text";
    apply(
        alone(
            "alone",
            "for one in "
                + small.store.dir()
                + "/* /usr* /lib*; do echo $one; done; read line < "
                + file
                + "; echo $line"));
    TreeSet<String> wanted = small.programsAnd(text);
    wanted.addAll(List.of("/usr*", "/lib*", "hello"));
    assertEquals(wanted, new TreeSet<>(lines("alone", wanted.size())));
  }

  @Test
  void layersThatStayAreNotSentAgain() throws Exception {
    String read = "/text; echo $line";
    apply(alone("web", "read line < " + small.print(small.text("page", "one\n")) + read));
    assertEquals(List.of("one"), lines("web", 1));
    List<String> first = layers();
    apply(alone("web", "read line < " + small.print(small.text("page", "two\n")) + read));
    assertEquals(List.of("two"), lines("web", 1));
    List<String> second = layers();
    assertEquals(first.subList(0, 3), second.subList(0, 3));
    assertNotEquals(first, second);
    assertEquals(2, programs.fed.size());
    assertTrue(programs.fed.getFirst() > 1 << 20, programs.fed.toString());
    assertTrue(programs.fed.getLast() < 1 << 16, programs.fed.toString());
  }

  /** Those of the only image that there is. */
  private List<String> layers() throws Exception {
    List<String> images = daemon.client("images", "--quiet");
    assertEquals(1, images.size());
    String format = "{{join .RootFS.Layers \" \"}}";
    return List.of(
        daemon
            .client("image", "inspect", "--format", format, images.getFirst())
            .getFirst()
            .split(" "));
  }

  @Test
  void aShellIsNeededForWhatComesBefore() throws Exception {
    Report report = bench.apply(alone("never", "echo").umask("022").build());
    assertEquals(Outcome.UNDONE, report.outcome());
    String why = report.failures().getFirst().message();
    assertTrue(why.contains("it needs a shell"), why);
  }

  @Test
  void whatIsReloadedComesIntoTheContainer() throws Exception {
    Path link = folder.resolve("run/conf");
    String text = "trap 'cat " + link + "' HUP; cat " + link + "; while :; do sleep 0.1; done";
    Json own = Json.object(Map.of("useHostNixStore", new Json.Bool(false)));
    for (String word : List.of("one", "two", "three")) {
      String file = small.print(small.text("conf", word + "\n")) + "/text";
      apply(shell("proxy", text).reloadable(link.toString(), file).override("container", own));
    }
    assertEquals(List.of("one", "two", "three"), lines("proxy", 3));
  }

  private Path emptyImage() throws Exception {
    Layer layer = Layer.of(content -> content.directory("run", 0755));
    Path file = folder.resolve("image.tar");
    try (OutputStream out = Files.newOutputStream(file)) {
      new Image("empty:1", List.of(layer), new TreeMap<>()).writeTo(out, 0);
    }
    return file;
  }

  @Test
  void configurationOfOthersIsDeployed() throws Exception {
    Path configuration = Files.createDirectories(folder.resolve("package"));
    Files.writeString(
        configuration.resolve("web-docker-settings"),
        "dockerImage=" + emptyImage() + "\ndockerImageTag=empty:1\n");
    Files.writeString(
        configuration.resolve("web-docker-createparams"),
        "--network\nhost\n--volume\n/usr:/usr\n--volume\n/usr/lib64:/lib64\n--volume\n/usr/lib:/lib\n"
            + "--entrypoint\n/usr/bin/yes\n");
    assertEquals(Outcome.DONE, bench.apply(bench.packaged("web", configuration)).outcome());
    health("web", one -> one.state() == Health.State.RUNNING);
  }

  @Test
  void logsHaveTimes() throws Exception {
    Instant before = Instant.now().minusSeconds(5);
    apply(shell("talk", "echo one; echo two >&2; exec sleep 100"));
    lines("talk", 2);
    List<LogLine> read = new ArrayList<>();
    Component component = bench.component(shell("talk", "").build());
    bench.driver().readLog("cycle", component, new LogQuery(before, -1, false), read::add);
    assertEquals(Set.of("one", "two"), texts(read));
    read.clear();
    bench.driver().readLog("cycle", component, new LogQuery(null, 1, false), read::add);
    assertEquals(1, read.size());
    assertTrue(read.getFirst().at().isAfter(before));
  }

  private static Set<String> texts(List<LogLine> lines) {
    return new TreeSet<>(lines.stream().map(LogLine::text).toList());
  }

  @Test
  void anEngineThatIsNotThereIsTold() throws Exception {
    var driver =
        new Docker(Disk.REAL, new RealPrograms(), _ -> null, () -> small.store)
            .driver("unix://" + folder.resolve("none"));
    DriverException told = assertThrows(DriverException.class, () -> driver.read("cycle"));
    assertTrue(told.getMessage().contains("Is the docker daemon running"), told.getMessage());

    Component component = bench.component(shell("a", "sleep 9").build());
    List<Operation> batch = List.of(new Operation(Verb.START, null, component));
    assertEquals(Ending.FAILED, driver.transition("cycle", batch).getFirst().ending());
  }
}
