package dev.firn.process.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.process.manager.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootStartTest {
  @TempDir private Path root;

  private final List<String> calls = new ArrayList<>();
  private String table = "5 * * * * other\n";

  /** Notes calls, and keeps a table of cron. */
  private final class Fake implements Programs {
    @Override
    public Output run(List<String> command, String input, Duration timeout) {
      calls.add(String.join(" ", command));
      if (command.equals(List.of("crontab", "-"))) {
        table = input;
      }
      return new Output(0, command.equals(List.of("crontab", "-l")) ? table : "", "");
    }

    @Override
    public int follow(List<String> command, Consumer<String> line) {
      throw new UnsupportedOperationException();
    }
  }

  private BootStart of(boolean privileged) throws BootException {
    return BootStart.of(
        new Machine(root, root.resolve("home"), privileged, "/opt/a 100%/firn", new Fake()));
  }

  private void program(String name) throws Exception {
    Files.createDirectories(root.resolve("usr/bin"));
    Files.createFile(
        root.resolve("usr/bin").resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  @Test
  void systemdGetsAUnitThatLeavesProcessesAlone() throws Exception {
    Files.createDirectories(root.resolve("run/systemd/system"));
    Path unit = root.resolve("etc/systemd/system/firn-supervisor.service");

    of(true).enable();
    assertEquals(
        """
        # firn-boot: 1
        [Unit]
        Description=Firn's supervisor
        After=network.target

        [Service]
        ExecStart="/opt/a 100%%/firn" supervisor
        KillMode=process
        Restart=on-failure
        RestartSec=1

        [Install]
        WantedBy=multi-user.target
        """,
        Files.readString(unit));
    assertTrue(of(true).isEnabled());
    of(true).disable();
    of(true).disable();
    assertFalse(Files.exists(unit));
    assertEquals(
        List.of(
            "systemctl daemon-reload",
            "systemctl enable firn-supervisor.service",
            "systemctl disable firn-supervisor.service",
            "systemctl daemon-reload"),
        calls);
  }

  @Test
  void aUserHasAUnitOfHisOwn() throws Exception {
    Files.createDirectories(root.resolve("run/systemd/system"));

    of(false).enable();
    assertTrue(Files.exists(root.resolve("home/.config/systemd/user/firn-supervisor.service")));
    assertEquals("loginctl enable-linger", calls.get(0));
    assertEquals("systemctl --user enable firn-supervisor.service", calls.get(2));

    Path lingers = root.resolve("var/lib/systemd/linger");
    Files.createDirectories(lingers);
    Files.createFile(lingers.resolve(System.getProperty("user.name")));
    calls.clear();
    of(false).enable();
    assertEquals("systemctl --user daemon-reload", calls.get(0));
  }

  @Test
  void initGetsAScriptThatTheShellReads() throws Exception {
    program("update-rc.d");

    of(true).enable();
    Path script = root.resolve("etc/init.d/firn-supervisor");
    assertEquals(0, new ProcessBuilder("/bin/sh", "-n", script.toString()).start().waitFor());
    assertTrue(Files.isExecutable(script));
    assertTrue(Files.readString(script).contains("setsid '/opt/a 100%/firn' supervisor"));
    of(true).disable();
    assertFalse(Files.exists(script));
  }

  @Test
  void cronKeepsTheLinesOfOthers() throws Exception {
    program("crontab");

    of(false).enable();
    of(false).enable();
    assertEquals(
        "5 * * * * other\n@reboot '/opt/a 100\\%/firn' supervisor > /dev/null 2>&1 # firn-boot: 1\n",
        table);
    assertTrue(of(false).isEnabled());
    of(false).disable();
    assertEquals("5 * * * * other\n", table);
  }

  @Test
  void whatSomebodyElseWroteStays() throws Exception {
    Path script = root.resolve("etc/init.d/firn-supervisor");
    program("update-rc.d");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "mine");

    assertThrows(BootException.class, () -> of(true).enable());
    of(true).disable();
    assertEquals("mine", Files.readString(script));
  }

  @Test
  void aMachineWithoutAnyOfThemIsTold() {
    String message = assertThrows(BootException.class, () -> of(true)).getMessage();
    assertTrue(message.endsWith("run '/opt/a 100%/firn supervisor'"), message);
  }
}
