package dev.firn.process.manager.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.Signals;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Health.State;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Restart;
import dev.firn.process.description.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor with real processes. */
class EmbeddedDriverTest {
  private static final String DAEMON =
      "(setsid sh -c 'echo $$ > \"$0\"; sleep 1000 & wait' \"$1\" &)";

  @TempDir private Path temporary;
  private World world;

  @BeforeEach
  void begin() throws IOException {
    world = new World(temporary);
  }

  @AfterEach
  void end() {
    world.close();
  }

  private ProcessDescription shell(String name, String text) {
    return world.process(name).foreground("/bin/sh", "-c", text).build();
  }

  @Test
  void aProcessThatEndsIsStartedAgainAndOthersStay() throws Exception {
    assertEquals(Result.DONE, world.start(world.sleeper("a")));
    assertEquals(Result.DONE, world.start(world.sleeper("b")));
    int first = world.main("a");
    int other = world.main("b");

    new ProcessId(first, ProcessId.running(first).start()).send(Signals.KILL);
    world.await("a is back", () -> world.health("a").restarts() == 1);
    world.await("a runs", () -> world.health("a").state() == State.RUNNING);

    assertNotEquals(first, world.main("a"));
    assertEquals(other, world.main("b"));
  }

  @Test
  void whatDoesNotStayIsAFailureAndLeavesNothing() throws Exception {
    Result result = world.start(shell("a", "echo cannot; sleep 300 & exit 3"));

    assertEquals(Result.failed("it did not stay: it failed with exit code 3"), result);
    assertEquals(Map.of(), world.driver.read(World.DEPLOYMENT));
    assertEquals(List.of(), world.all());
    assertEquals(List.of("cannot"), world.log(shell("a", "")));
    assertEquals(
        "there is no program /nowhere/program",
        world.start(world.process("b").foreground("/nowhere/program").build()).message());
  }

  @Test
  void aGuardEndsWithItsFolder() throws Exception {
    assertEquals(Result.DONE, world.start(world.sleeper("a")));
    assertEquals(Result.DONE, world.stop(world.sleeper("a")));
    Files.move(world.folder, world.folder.resolveSibling("elsewhere"));
    world.supervisors().getLast().send(Signals.KILL);
    world.await("nobody is left", () -> world.supervisors().isEmpty());
  }

  @Test
  void whatIsGivenUpAtAnyMomentIsOverWhenThatIsSaid() throws Exception {
    assertEquals(Result.DONE, world.start(world.sleeper("a")));
    for (int i = 0; i < 30; i++) {
      ProcessDescription process = world.sleeper("b" + i);
      Thread starting = Thread.ofPlatform().start(() -> start(process));
      Thread.sleep(Duration.ofNanos(i * 100_000));
      starting.interrupt();
      starting.join();
      Map<ComponentPath, Present> then = world.driver.read(World.DEPLOYMENT);
      assertEquals(Result.DONE, world.stop(world.sleeper("unknown")));
      assertEquals(then, world.driver.read(World.DEPLOYMENT));
    }
  }

  private void start(ProcessDescription process) {
    try {
      Result _ = world.start(process);
    } catch (InterruptedException given) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aDaemonIsFollowedIntoTheBackground() throws Exception {
    Path pidFile = world.state.resolve("d.pid");
    ProcessDescription daemon =
        world
            .process("d")
            .initialize("mkdir -p " + world.state)
            .daemon("/bin/sh", "-c", DAEMON, "sh", pidFile.toString())
            .pidFile(pidFile.toString())
            .build();

    assertEquals(Result.DONE, world.start(daemon));
    assertEquals(Files.readString(pidFile).strip(), String.valueOf(world.main("d")));
    ProcessId.running(world.main("d")).send(Signals.KILL);
    world.await("d is back", () -> world.health("d").restarts() == 1);
    world.await("d runs", () -> world.health("d").state() == State.RUNNING);
    assertEquals(2, world.all().size());
    assertEquals(Result.DONE, world.stop(daemon));
    assertEquals(List.of(), world.all());
  }

  @Test
  void aDaemonWithoutAFileIsTheOneThatStays() throws Exception {
    ProcessDescription daemon =
        world
            .process("d")
            .daemon("/bin/sh", "-c", "(setsid sh -c '(exec sleep 1000 &) ; sleep 0.05' &)")
            .build();

    assertEquals(Result.DONE, world.start(daemon));
    assertEquals(State.RUNNING, world.health("d").state());
    Path program = Path.of("/proc/" + world.main("d") + "/comm");
    world.await("it has begun", () -> Files.readString(program).equals("sleep\n"));
    assertEquals(0, world.health("d").restarts());
  }

  @Test
  void wrongWordsAreToldBeforeAnythingIsDone() throws Exception {
    assertEquals(
        "umask is no octal number: 'x'",
        world.start(world.process("a").foreground("/bin/true").umask("x").build()).message());
    assertEquals(
        "there is no signal 'SIGTERM'",
        world
            .start(
                world
                    .process("a")
                    .foreground("/bin/true")
                    .stop(new Stop("SIGTERM", Duration.ofSeconds(1)))
                    .build())
            .message());
  }

  @Test
  void aPidFileCannotNameAProcessOfSomebodyElse() throws Exception {
    Path pidFile = temporary.resolve("d.pid");
    ProcessDescription liar =
        world
            .process("d")
            .daemon("/bin/sh", "-c", "echo 1 > " + pidFile)
            .pidFile(pidFile.toString())
            .build();

    assertEquals(
        Result.failed("it wrote no process id of its own into " + pidFile), world.start(liar));
  }

  @Test
  void whatDoesNotListenIsKilledWithAllThatItStarted() throws Exception {
    ProcessDescription deaf =
        world
            .process("deaf")
            .foreground(
                "/bin/sh",
                "-c",
                "trap '' TERM; (trap '' TERM; setsid sleep 1000) & (setsid sh -c 'sleep 1001 &' &); while :; do sleep 1; done")
            .stop(new Stop("TERM", Duration.ofMillis(200)))
            .build();
    assertEquals(Result.DONE, world.start(deaf));

    assertEquals(Result.DONE, world.stop(deaf));
    assertEquals(List.of(), world.all());
  }

  @Test
  void processesLiveOnWithoutTheirSupervisorAndTheNextOneAdoptsThem() throws Exception {
    ProcessDescription talker = shell("a", "while :; do echo here; sleep 0.05; done");
    world.start(talker);
    world.start(world.sleeper("b"));
    int first = world.main("a");

    world.killSupervisors();
    assertEquals(first, world.main("a"));
    int lines = world.log(talker).size();
    world.await("it goes on", () -> world.log(talker).size() > lines + 3);
    assertEquals(State.RUNNING, world.health("a").state());

    world.start(world.sleeper("c"));
    assertEquals(first, world.main("a"));
    ProcessId.running(world.main("b")).send(Signals.KILL);
    world.await("b is back", () -> world.health("b").restarts() == 1);
    assertEquals(first, world.main("a"));
  }

  @Test
  void aSupervisorThatWasKilledComesBack() throws Exception {
    world.start(world.sleeper("a"));
    int first = world.main("a");
    ProcessId before = world.supervisors().getLast();

    before.send(Signals.KILL);
    world.await(
        "another one",
        () -> world.supervisors().size() == 2 && !world.supervisors().getLast().equals(before));
    ProcessId.running(first).send(Signals.KILL);
    world.await("a is looked after", () -> world.health("a").restarts() == 1);
  }

  @Test
  void whatEndedWhileNobodySupervisedItIsStartedAgain() throws Exception {
    world.start(world.sleeper("a"));
    int first = world.main("a");
    world.killSupervisors();
    ProcessId.running(first).send(Signals.KILL);
    world.await("it is gone", () -> ProcessId.running(first) == null);

    assertEquals(State.FAILED, world.health("a").state());
    assertFalse(world.driver.read(World.DEPLOYMENT).values().iterator().next().running());
    world.start(world.sleeper("b"));
    world.await("a is back", () -> world.health("a").state() == State.RUNNING);
  }

  @Test
  void readinessIsWhatTheProcessItselfSays() throws Exception {
    Path go = temporary.resolve("go");
    String text =
        "while [ ! -e "
            + go
            + " ]; do sleep 0.05; done; perl -MIO::Socket::UNIX -e '$n = $ENV{NOTIFY_SOCKET}; $n =~ s/^@/\\0/; "
            + "$s = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Peer => $n) or die; $s->send(\"READY=1\"); sleep 60'; exec sleep 1000";
    ProcessDescription process =
        world.process("a").foreground("/bin/sh", "-c", text).notify(Duration.ofSeconds(9)).build();
    Component component = world.component(process, "f1");

    assertEquals(Result.DONE, world.start(component));
    assertEquals(State.STARTING, world.health("a").state());
    Files.createFile(go);
    world.await("it is ready", () -> world.health("a").state() == State.RUNNING);
  }

  @Test
  void variablesSecretsAndFilesAreReadAtEachStart() throws Exception {
    Path secret = Files.writeString(temporary.resolve("secret"), "one\n");
    Path file = Files.writeString(temporary.resolve("env"), "# text\nA=\"x y\"\nB=2\n");
    ProcessDescription process =
        world
            .process("a")
            .foreground("/bin/sh", "-c", "echo $S $A $B $C; umask; pwd; exec sleep 1000")
            .environment(Map.of("B", "0", "C", "3"))
            .environmentFile(file.toString())
            .secret("S", secret.toString())
            .umask("027")
            .directory("/usr")
            .build();

    world.start(process);
    world.await("it says so", () -> world.log(process).size() == 3);
    assertEquals(List.of("one x y 2 3", "0027", "/usr"), world.log(process));
    Files.writeString(secret, "two\n");
    assertEquals(
        Result.DONE,
        world.driver.control(World.DEPLOYMENT, world.component(process, "f1"), Control.RESTART));
    world.await("it says so", () -> world.log(process).size() == 6);
    assertEquals("two x y 2 3", world.log(process).get(3));
    Files.delete(secret);
    Result result =
        world.driver.control(World.DEPLOYMENT, world.component(process, "f1"), Control.RESTART);
    assertEquals("cannot read " + secret + ", which it needs at its start", result.message());
  }

  @Test
  void whatIsStoppedByHandStaysSo() throws Exception {
    Component component = world.component(world.sleeper("a"), "f1");
    world.start(component);

    assertEquals(Result.DONE, world.driver.control(World.DEPLOYMENT, component, Control.STOP));
    world.killSupervisors();
    world.start(world.sleeper("b"));
    assertEquals(State.STOPPED, world.health("a").state());
    assertEquals(Result.DONE, world.driver.control(World.DEPLOYMENT, component, Control.START));
    assertEquals(State.RUNNING, world.health("a").state());
  }

  @Test
  void initializationComesBeforeEachStartAndItsFailureIsTold() throws Exception {
    ProcessDescription process =
        world
            .process("a")
            .initialize("echo first\nfalse\necho never")
            .foreground("/bin/sleep", "1000")
            .build();

    assertEquals(Result.failed("its initialization failed with exit code 1"), world.start(process));
    assertEquals(List.of("first"), world.log(process));
  }

  @Test
  void aReloadReplacesLinksAndKeepsTheProcess() throws Exception {
    Path link = world.state.resolve("conf/link");
    Path one = Files.writeString(temporary.resolve("one"), "one");
    Path two = Files.writeString(temporary.resolve("two"), "two");
    String text = "trap 'cat " + link + "; echo' HUP; while :; do sleep 0.05; done";
    ProcessDescription before =
        world
            .process("a")
            .foreground("/bin/sh", "-c", text)
            .reloadable(link.toString(), one.toString())
            .build();
    ProcessDescription after =
        world
            .process("a")
            .foreground("/bin/sh", "-c", text)
            .reloadable(link.toString(), two.toString())
            .build();
    world.start(before);
    int main = world.main("a");

    assertEquals(
        Result.DONE,
        world.one(
            new Operation(
                Verb.RELOAD, world.component(before, "f1"), world.component(after, "f2"))));
    world.await("it reloads", () -> world.log(after).equals(List.of("two")));
    assertEquals(main, world.main("a"));
    assertEquals(Result.DONE, world.stop(after));
    assertFalse(Files.isSymbolicLink(link));

    Files.createSymbolicLink(link, Path.of("/elsewhere"));
    assertEquals(
        link + " is there already, and Firn did not make it", world.start(before).message());
    assertEquals(Path.of("/elsewhere"), Files.readSymbolicLink(link));
  }

  @Test
  void whatEndsWellAndNeedNotRunIsDone() throws Exception {
    ProcessDescription once =
        world
            .process("a")
            .foreground("/bin/true")
            .restart(
                new Restart(Restart.When.ON_FAILURE, Duration.ofMillis(50), Duration.ofSeconds(1)))
            .build();

    assertEquals(Result.DONE, world.start(once));
    assertTrue(world.driver.read(World.DEPLOYMENT).values().iterator().next().running());
    world.await("it ends", () -> world.health("a").state() == State.STOPPED);
    world.killSupervisors();
    world.start(world.sleeper("b"));
    assertEquals(State.STOPPED, world.health("a").state());
  }

  @Test
  void manyAreOneBatch() throws Exception {
    List<Operation> starts = new ArrayList<>();
    List<Operation> stops = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Component component = world.component(world.sleeper("p" + i), "f1");
      starts.add(new Operation(Verb.START, null, component));
      stops.add(new Operation(Verb.STOP, component, null));
    }
    starts.add(new Operation(Verb.START, null, world.component(shell("bad", "exit 1"), "f1")));

    List<Result> results = world.driver.transition(World.DEPLOYMENT, starts);
    assertEquals(Ending.FAILED, results.getLast().ending());
    assertEquals(50, world.driver.read(World.DEPLOYMENT).size());
    assertEquals(50, world.all().size());
    world
        .driver
        .transition(World.DEPLOYMENT, stops)
        .forEach(result -> assertEquals(Result.DONE, result));
    assertEquals(List.of(), world.all());
  }

  @Test
  void aProcessThatGotTheNumberOfOursIsLeftAlone() throws Exception {
    Process foreign = new ProcessBuilder("sleep", "1000").start();
    try {
      ProcessId there = ProcessId.running((int) foreign.pid());
      world.start(world.sleeper("a"));
      world.killSupervisors();
      ProcessId ours = ProcessId.running(world.main("a"));
      ours.send(Signals.KILL);
      world.await("it is gone", () -> !ours.isRunning());
      // What would stand there if the number had been given again.
      world.rewriteRecord("\"pid\":" + ours.number() + ",", "\"pid\":" + there.number() + ",");

      world.start(world.sleeper("b"));
      world.await("a is back", () -> world.health("a").state() == State.RUNNING);
      assertNotEquals(there.number(), world.main("a"));
      assertEquals(Result.DONE, world.stop(world.sleeper("a")));
      assertTrue(there.isRunning());
    } finally {
      foreign.destroy();
      foreign.waitFor();
    }
  }

  @Test
  void whoeverDoesNotWaitAnyMoreChangesNothingAnyMore() throws Exception {
    ProcessDescription slow =
        world.process("a").initialize("sleep 1000").foreground("/bin/sleep", "1000").build();
    List<Boolean> given = new ArrayList<>();
    Thread client =
        Thread.ofPlatform()
            .start(() -> {
              try {
                world.start(slow);
              } catch (InterruptedException interrupted) {
                given.add(true);
              }
            });
    world.await("it is prepared", () -> world.all().size() >= 1);

    client.interrupt();
    client.join();
    assertEquals(List.of(true), given);
    assertEquals(Map.of(), world.driver.read(World.DEPLOYMENT));
    assertEquals(List.of(), world.all());
  }

  @Test
  void aSupervisorThatLeavesHandsOverToTheNextOne() throws Exception {
    world.start(world.sleeper("a"));
    int main = world.main("a");

    world.await("it leaves", world::isAlone);
    assertEquals(main, world.main("a"));
    world.start(world.sleeper("b"));
    assertEquals(main, world.main("a"));
  }
}
