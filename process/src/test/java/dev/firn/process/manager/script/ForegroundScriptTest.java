package dev.firn.process.manager.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.process.manager.Await;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Niceness;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForegroundScriptTest {
  private static final String DAEMON =
      "exit if fork; for my $name (qw(HUP USR1 USR2 WINCH)) {"
          + " $SIG{$name} = sub { open G, '>', \"$ARGV[0].$name\"; close G } }"
          + " open F, '>', $ARGV[0]; print F \"$$\\n\"; close F; sleep 1 while 1";

  @TempDir private Path directory;

  private Process start(String script) throws Exception {
    return new ProcessBuilder("/bin/sh", "-c", script)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("out").toFile())
        .start();
  }

  /** The script passes it on as soon as it has read the file. */
  private static void awaitSignal(Process script, String signal, Path pidFile) throws Exception {
    Path heard = Path.of(pidFile + "." + signal);
    Await.until(
        "the daemon hears " + signal,
        () -> {
          new ProcessBuilder("kill", "-" + signal, String.valueOf(script.pid())).start().waitFor();
          return Files.exists(heard);
        });
  }

  private String daemon(Path pidFile) {
    return ForegroundScript.body(
        Descriptions.of(directory)
            .daemon("/usr/bin/perl", "-e", DAEMON, pidFile.toString())
            .pidFile(pidFile.toString())
            .build(),
        Duty.allBut());
  }

  @Test
  void aDaemonEndsWithItsScript() throws Exception {
    Path pidFile = directory.resolve("d.pid");
    Files.writeString(pidFile, "1\n"); // stale: somebody else's by now
    Process script = start(daemon(pidFile));
    long daemon = awaitDaemon(pidFile);
    assertTrue(Await.lives(daemon));
    for (String signal : List.of("HUP", "USR1", "USR2", "WINCH")) {
      awaitSignal(script, signal, pidFile);
    }
    assertTrue(script.isAlive());
    script.destroy();
    assertTrue(script.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, script.exitValue());
    assertFalse(Await.lives(daemon));
    assertFalse(Files.exists(pidFile));
  }

  @Test
  void aScriptFailsWithItsDaemon() throws Exception {
    Path pidFile = directory.resolve("d.pid");
    Process script = start(daemon(pidFile));
    ProcessHandle.of(awaitDaemon(pidFile)).orElseThrow().destroyForcibly();
    assertTrue(script.waitFor(60, TimeUnit.SECONDS));
    assertEquals(1, script.exitValue());
  }

  @Test
  void aDaemonThatHandsOverIsFollowed() throws Exception {
    Path pidFile = directory.resolve("d.pid");
    Process script = start(daemon(pidFile));
    long first = awaitDaemon(pidFile);
    awaitSignal(script, "HUP", pidFile);
    Process second = new ProcessBuilder("/usr/bin/perl", "-e", "sleep 1 while 1").start();
    Files.writeString(pidFile, second.pid() + "\n");
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    assertFalse(script.waitFor(1, TimeUnit.SECONDS));
    script.destroy();
    assertTrue(second.waitFor(60, TimeUnit.SECONDS));
    assertTrue(script.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, script.exitValue());
  }

  private static String text(Path file) throws Exception {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** The number of the daemon, once it has written it. */
  private static long awaitDaemon(Path pidFile) throws Exception {
    Await.until("it tells its number", () -> text(pidFile).matches("[0-9]{2,}\n"));
    return Long.parseLong(text(pidFile).strip());
  }

  @Test
  void aPathOfTheModelIsNotWhereItsOwnProgramsAre() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");
    String script =
        ForegroundScript.of(
            Descriptions.of(directory)
                .foreground("/bin/sh", "-c", "echo $PATH; echo $SECRET")
                .initialize("echo $PATH")
                .environment(Map.of("PATH", "/opt/own bin"))
                .secret("SECRET", secret.toString())
                .nice(3)
                .build(),
            Duty.allBut());
    Programs.Output output =
        new RealPrograms().run(List.of("/bin/sh", "-c", script), "", Duration.ofSeconds(30));
    assertEquals("", output.err());
    assertEquals("/opt/own bin\n/opt/own bin\ns3cret\n", output.out());
  }

  @Test
  void allIsPreparedBeforeTheProcess() throws Exception {
    Path variables =
        Files.writeString(
            directory.resolve("env"),
            "# no\n\n; no\nno\n=no\n FILE = $(echo no) \"x\" \nline=\"a  b\"\nshell=' '");
    Path secret = Files.writeString(directory.resolve("secret"), "s3cr'et\n");
    Path config = Files.writeString(directory.resolve("config"), "c");
    Path link = directory.resolve("made/link");
    String script =
        ForegroundScript.of(
            Descriptions.of(directory)
                .foreground(
                    "/bin/sh",
                    "-c",
                    "echo $GIVEN; echo $FILE; echo \"$line$shell.\"; echo $SECRET; pwd; umask; nice; ulimit -n; cat made/link; echo $PATH")
                .initialize("[[ a == a ]] && touch " + directory + "/init; exit 0")
                .environment(Map.of("GIVEN", "it's $x"))
                .environmentFile(variables.toString())
                .secret("SECRET", secret.toString())
                .reloadable(link.toString(), config.toString())
                .directory(directory.toString())
                .umask("027")
                .nice(3)
                .openFiles(77)
                .path(List.of("/opt/x"))
                .build(),
            Duty.allBut());
    Programs.Output output =
        new RealPrograms().run(List.of("/bin/sh", "-c", script), "", Duration.ofSeconds(30));
    assertEquals("", output.err());
    assertEquals(
        "it's $x\n$(echo no) \"x\"\na  b .\ns3cr'et\n"
            + directory
            + "\n0027\n"
            + Niceness.of(3)
            + "\n77\nc"
            + "/opt/x:"
            + Preparation.STANDARD_PATH
            + "\n",
        output.out());
    assertTrue(Files.exists(directory.resolve("init")));
  }

  @Test
  void aFailedPreparationKeepsTheProcessFromStarting() throws Exception {
    String script =
        ForegroundScript.of(
            Descriptions.of(directory)
                .foreground("/bin/echo", "on")
                .initialize("false; true")
                .build(),
            Duty.allBut());
    Programs.Output output =
        new RealPrograms().run(List.of("/bin/sh", "-c", script), "", Duration.ofSeconds(30));
    assertEquals("", output.out());
    assertFalse(output.isSuccess());
  }

  @Test
  void anotherUserHasNoneOfRootsGroups() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can become another user");
    String script =
        ForegroundScript.of(
            Descriptions.of(directory)
                .foreground("/bin/sh", "-c", "id; echo $USER")
                .user("nobody")
                .build(),
            Duty.allBut());
    Programs.Output output =
        new RealPrograms().run(List.of("/bin/sh", "-c", script), "", Duration.ofSeconds(30));
    assertTrue(output.out().startsWith("uid=65534(nobody)"), output.err());
    assertFalse(output.out().contains("root"), output.out());
    assertTrue(output.out().endsWith("\nnobody\n"), output.out());
  }
}
