package dev.firn.process.boot;

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

  @Override
  public void enable() throws BootException, InterruptedException {
    machine.write(file(), unit(), false);
    machine.run("", systemctl("daemon-reload"));
    machine.run("", systemctl("enable", UNIT));
    if (!machine.privileged()) {
      // Without it the units of a user start when he logs in.
      machine.run("", List.of("loginctl", "enable-linger"));
    }
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
