package dev.firn.app.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CommandLineParser;
import dev.firn.app.command.Commands;
import dev.firn.app.console.Messages;
import dev.firn.app.console.Output;
import dev.firn.app.console.OutputException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Settings;
import dev.firn.base.json.Json;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Faults.Fault;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.target.FileLocks;
import dev.firn.deploy.target.Locks;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about deployments, on a driver in memory. */
class DeployProgramTest {
  @TempDir Path directory;
  private final MemoryDoor door = new MemoryDoor();
  private String output = "";
  private String errors = "";

  private int firn(String command, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status = firn(out, command, words);
    output = out.toString(StandardCharsets.UTF_8);
    return status;
  }

  private int firn(OutputStream out, String command, String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            new Output(out),
            new Messages(err, () -> false),
            Environment.of(Map.of("FIRN_STATE_DIR", directory.resolve("state").toString())),
            () -> false,
            directory.toString(),
            null);
    CommandLine line =
        CommandLineParser.parse(
            Objects.requireNonNull(Commands.named(command)), "firn " + command, List.of(words));
    int status = new DeployProgram(door).run(line, new Settings(_ -> {}), surroundings);
    surroundings.output().flush();
    errors = err.toString(StandardCharsets.UTF_8);
    return status;
  }

  private int apply(String declaration, String... words) {
    door.declaration = declaration;
    return firn("apply", words);
  }

  private String world() {
    StringBuilder text = new StringBuilder();
    door.memory
        .world("app")
        .forEach((path, present) ->
            text.append(path).append('=').append(present.fingerprint()).append(' '));
    return text.toString().strip();
  }

  private static ComponentPath path(String name) {
    return ComponentPath.of(name);
  }

  @Test
  void appliesPlansAndDestroys() throws Exception {
    door.declaration = "db=1 web=1,db";
    assertEquals(2, firn("plan"));
    assertTrue(output.contains("+ db  create"), output);
    assertEquals("", world());

    assertEquals(0, firn("apply"));
    assertEquals("db=1 web=1", world());
    assertTrue(output.indexOf("ready db") < output.lastIndexOf("start web"), output);
    assertEquals(0, firn("plan"));
    assertEquals(0, firn("apply"));
    assertEquals("app: generation 1\n", output);
    Path state = directory.resolve("state/app");
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));

    assertEquals(0, firn("destroy"));
    assertEquals("", world());
    assertTrue(output.contains("data stays in /data/db"), output);
    assertEquals(List.of(), door.purged);
    assertEquals(1, firn("destroy", "--purge"));
    assertEquals(0, firn("destroy", "--purge", "--yes"));
    assertEquals(List.of("db", "web"), door.purged);
    assertFalse(Files.exists(state));
  }

  @Test
  void aSavedPlanIsDoneOrRefused() {
    door.declaration = "a=1";
    assertEquals(2, firn("plan", "--out", "saved"));
    assertEquals(0, firn("apply", "--plan", "saved"));
    assertEquals("a=1", world());

    door.declaration = "a=2";
    assertEquals(2, firn("plan", "--out", "saved"));
    door.memory.tamper("app", path("a"), null);
    assertEquals(7, firn("apply", "--plan", "saved"));
    assertEquals("", world());
    assertTrue(errors.contains("make it anew"), errors);
  }

  @Test
  void whatIsNotReadyIsUndoneWithItsReason() {
    assertEquals(0, apply("a=1 b=1"));
    assertEquals(3, apply("a=2 b=bad,a"));
    assertEquals("a=1 b=1", world());
    assertTrue(errors.contains("b: it is not ready: it ended: it ended with 1"), errors);
    assertTrue(errors.contains("  | cannot bind"), errors);
    assertEquals(0, firn("logs", "b"));
    assertTrue(output.startsWith("b | b began\n"), output);
  }

  @Test
  void leftoversAreNamed() {
    assertEquals(0, apply("a=1"));
    assertEquals(4, apply("a=bad", "--no-rollback"));
    assertTrue(errors.contains("not as they should be: a"), errors);
    assertEquals(4, apply("b=bad c=1", "--keep-going"));
    assertEquals("b=bad c=1", world());
  }

  @Test
  void whatWasNotReadyIsAskedAgain() {
    assertEquals(4, apply("a=bad b=1", "--keep-going"));
    assertEquals(0, firn("status"));
    assertTrue(output.contains("1 not as deployed"), output);
    assertTrue(output.contains("it was not ready"), output);
    assertEquals(2, firn("plan"));
    assertTrue(output.contains("* a  probe: it was not ready"), output);
    assertEquals(3, apply("a=bad b=1"));
    assertEquals(0, apply("a=1 b=1"));
    assertEquals(0, firn("plan"));
  }

  @Test
  void aLogOfChangesThatFailIsShortenedToo() throws Exception {
    assertEquals(0, apply("a=1"));
    for (int i = 0; i < 30; i++) {
      assertEquals(3, apply("a=bad" + i));
    }
    List<String> records = Files.readAllLines(directory.resolve("state/app/log"));
    assertTrue(records.size() < 120, () -> records.size() + " records");
    assertEquals(0, firn("logs", "a"));
    assertEquals(0, apply("a=1"));
  }

  @Test
  void whatTakesTooLongIsUndone() {
    assertEquals(0, apply("a=1"));
    door.meanwhile =
        () -> {
          try {
            Thread.sleep(1500);
          } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
          }
        };
    assertEquals(5, apply("a=2 b=1,a", "--timeout", "1"));
    assertEquals("a=1", world());
  }

  @Test
  void onlyOneChangesADeployment() throws Exception {
    assertEquals(0, apply("a=1"));
    Locks locks = new FileLocks(directory.resolve("state/.locks"), "the test");
    try (Closeable _ = locks.lock(Locks.deployment("app"), Duration.ZERO)) {
      assertEquals(6, apply("a=2"));
    }
    assertTrue(errors.contains("by the test"), errors);
    assertEquals("a=1", world());
  }

  @Test
  void aNewerLogIsRefusedUntouched() throws Exception {
    assertEquals(0, apply("a=1"));
    Path log = directory.resolve("state/app/log");
    CRC32C sum = new CRC32C();
    sum.update("9 1 {}".getBytes(StandardCharsets.UTF_8));
    String newer = "9 1 " + HexFormat.of().toHexDigits((int) sum.getValue()) + " {}\n";
    Files.writeString(log, newer);
    assertEquals(7, apply("a=2"));
    assertEquals(7, firn("status"));
    assertEquals(newer, Files.readString(log));
  }

  @Test
  void theNameBelongsToOneDeclaration() {
    assertEquals(0, apply("a=1"));
    door.source = "/src/other";
    assertEquals(1, apply("a=2"));
    assertTrue(errors.contains("with --name"), errors);
    assertEquals("a=1", world());
  }

  /** Takes so many bytes. */
  private static final class ClosingStream extends OutputStream {
    private int left;

    ClosingStream(int bytes) {
      left = bytes;
    }

    @Override
    public void write(int value) throws IOException {
      if (left-- <= 0) {
        throw new IOException("Broken pipe");
      }
    }
  }

  /** Takes what is said before the first step, and a little more. */
  private OutputStream untilPlanned(String declaration) {
    door.declaration = declaration;
    assertEquals(2, firn("plan"));
    return new ClosingStream("app:\n".length() + output.length() + 3);
  }

  @Test
  void whatWasBegunGoesOnWhenNobodyListens() {
    door.declaration = "a=1 b=1,a";
    assertThrows(OutputException.class, () -> firn(new ClosingStream(5), "apply"));
    assertEquals("", world());
    assertEquals(0, firn(untilPlanned("a=1"), "apply"));
    assertEquals("a=1", world());
    door.memory.setFaults(
        operation -> operation.path().equals(path("c")) ? Fault.FAILS : Fault.NONE);
    assertEquals(3, firn(untilPlanned("a=2 c=1"), "apply"));
    assertTrue(errors.contains("c: it was told to fail"), errors);
    assertEquals("a=1", world());
    assertEquals(0, firn("status"));
    assertFalse(output.contains("begun and not ended"), output);
  }

  @Test
  void aSignalUndoes() {
    assertEquals(0, apply("a=1"));
    door.meanwhile =
        () -> {
          door.meanwhile = () -> {};
          // Not SIGINT, which Java leaves ignored where it was ignored at its start: in the
          // background of a shell.
          raise("TERM");
        };
    assertEquals(130, apply("a=2 b=1,a"));
    assertEquals("a=1", world());
  }

  @Test
  void aSecondSignalLeavesItToRecover() {
    assertEquals(0, apply("a=1 c=1"));
    door.meanwhile =
        () -> {
          door.meanwhile = () -> {};
          raise("TERM");
          raise("TERM");
        };
    assertEquals(130, apply("a=2 b=1,a c=1"));
    assertEquals(0, firn("status"));
    assertTrue(output.contains("a change was begun and not ended"), output);
    assertEquals(0, firn("recover", "--finish"));
    assertEquals("a=2 b=1 c=1", world());
    assertEquals(0, firn("plan"));
  }

  /** Gives the process a signal, and much time to hear it: nothing tells that it has. */
  private static void raise(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, ProcessHandle.current().pid() + "")
          .start()
          .waitFor();
      Thread.sleep(2000);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void generationsCanBeListedComparedAndGoneBackTo() {
    assertEquals(0, apply("a=1"));
    assertEquals(0, apply("a=2 b=1"));
    assertEquals(0, firn("history"));
    assertTrue(output.contains("1 create, 1 change"), output);
    assertEquals(0, firn("diff", "1", "2"));
    assertTrue(output.contains("version: \"1\" -> \"2\""), output);
    assertEquals(0, firn("rollback"));
    assertEquals("a=1", world());
    assertEquals(1, firn("rollback"));
    assertEquals(0, firn("rollback", "--to", "2"));
    assertEquals("a=2 b=1", world());
    assertEquals(1, firn("rollback", "--to", "9"));
  }

  @Test
  void statusTellsDriftAndRepairsNothing() {
    assertEquals(0, apply("a=1 b=1"));
    door.memory.tamper("app", path("a"), new Present("1", false));
    door.memory.tamper("app", path("b"), null);
    assertEquals(0, firn("status"));
    assertTrue(output.contains("it does not run"), output);
    assertTrue(output.contains("it is not there any more"), output);
    assertEquals(0, firn("status", "app", "a"));
    assertTrue(output.contains("version: \"1\""), output);
    assertEquals(0, firn("status", "--json"));
    assertTrue(Json.parse(output) instanceof Json.Obj, output);
    assertEquals("a=1", world());
    assertEquals(0, firn("apply"));
    assertEquals("a=1 b=1", world());
  }

  @Test
  void logsAreMergedAndFiltered() {
    assertEquals(0, apply("a=1 bb=1"));
    assertEquals(0, firn("logs"));
    assertEquals("a  | a began\nbb | bb began\na  | a runs\nbb | bb runs\n", output);
    assertEquals(0, firn("logs", "bb", "--grep", "r.ns"));
    assertEquals("bb | bb runs\n", output);
    assertEquals(0, firn("logs", "--grep", "a runs"));
    assertEquals("a | a runs\n", output, "as wide as what is shown");
    assertEquals(1, firn("logs", "cc"));
  }

  @Test
  void componentsAreStartedAndStopped() {
    assertEquals(0, apply("a=1 b=1"));
    assertEquals(0, firn("restart", "a"));
    assertEquals(0, firn("stop", "b"));
    assertEquals(List.of("RESTART a", "STOP b"), door.controlled);
    assertEquals(1, firn("start", "c"));
  }

  @Test
  void recoverFinishesOrUndoes() {
    assertEquals(0, apply("a=1"));
    door.memory.setFaults(_ -> Fault.LOST_BEFORE);
    door.memory.setReachable(false);
    assertEquals(4, apply("a=2"));
    door.memory.setReachable(true);
    door.memory.setFaults(_ -> Fault.NONE);
    assertEquals(0, firn("recover"));
    assertEquals("a=1", world());
  }

  @Test
  void theGraphIsDrawn() {
    assertEquals(0, apply("db=1 web=1,db"));
    assertEquals(0, firn("graph"));
    assertTrue(output.contains("\"web\" -> \"db\";"), output);
    assertEquals(0, firn("graph", "--svg"));
    assertTrue(output.startsWith("<svg"), output);
  }

  @Test
  void programsReadEvents() {
    assertEquals(0, apply("a=1", "--json"));
    List<String> lines = output.lines().toList();
    lines.forEach(line -> assertTrue(Json.parse(line) instanceof Json.Obj, line));
    assertTrue(lines.getLast().contains("\"outcome\":\"done\""), output);
  }
}
