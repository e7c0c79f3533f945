package dev.firn.process.boot;

import dev.firn.process.manager.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A unit of systemd: of the machine for root, of the user for others. */
record SystemdStart(Machine machine) implements BootStart {
  private static final String UNIT = "firn-supervisor.service";

  @Override
  public String name() {
    return "systemd";
  }

  private Path file() {
    return machine.privileged()
        ? machine.root().resolve("etc/systemd/system").resolve(UNIT)
        : machine.home().resolve(".config/systemd/user").resolve(UNIT);
  }

  private List<String> systemctl(String... words) {
    List<String> command = new ArrayList<>(List.of("systemctl"));
    if (!machine.privileged()) {
      command.add("--user");
    }
    command.addAll(List.of(words));
    return command;
  }

  /** Processes are not the unit's to kill: they live on without their supervisor. */
  String unit() {
    return Machine.MARK
        + "\n[Unit]\nDescription=Firn's supervisor\nAfter=network.target\n\n[Service]\nExecStart="
        + quoted(machine.firn())
        + " supervisor\nKillMode=process\nRestart=on-failure\nRestartSec=1\n\n[Install]\nWantedBy="
        + (machine.privileged() ? "multi-user.target" : "default.target")
        + "\n";
  }

  private static String quoted(String path) {
    String text =
        path.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%").replace("$", "$$");
    return "\"" + text + "\"";
  }

  /** Without it the units of a user start when he logs in. Not every machine lets users ask for it; root may have. */
  private void linger() throws BootException, InterruptedException {
    String user = System.getProperty("user.name", "");
    if (Files.exists(machine.root().resolve("var/lib/systemd/linger").resolve(user))) {
      return;
    }
    Programs.Output output = machine.tryRun("", List.of("loginctl", "enable-linger"));
    if (!output.isSuccess()) {
      throw new BootException(
          "loginctl enable-linger: "
              + output.complaint()
              + " (let root run 'loginctl enable-linger "
              + user
              + "')");
    }
  }

  @Override
  public void enable() throws BootException, InterruptedException {
    if (!machine.privileged()) {
      linger();
    }
    machine.write(file(), unit(), false);
    machine.run("", systemctl("daemon-reload"));
    machine.run("", systemctl("enable", UNIT));
  }

  @Override
  public void disable() throws BootException, InterruptedException {
    if (isEnabled()) {
      machine.run("", systemctl("disable", UNIT));
      machine.remove(file());
      machine.run("", systemctl("daemon-reload"));
    }
  }

  @Override
  public boolean isEnabled() throws BootException {
    return machine.isOurs(file());
  }
}
