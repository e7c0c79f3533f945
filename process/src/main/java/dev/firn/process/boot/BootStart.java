package dev.firn.process.boot;

import java.nio.file.Files;

/** A way to start the supervisor with the machine. */
public sealed interface BootStart permits SystemdStart, InitStart, CronStart {
  /** The supervisor starts with the machine from now on. Once more changes nothing. */
  void enable() throws BootException, InterruptedException;

  /** It does not any more. What runs goes on. */
  void disable() throws BootException, InterruptedException;

  /** Whether it does. */
  boolean isEnabled() throws BootException, InterruptedException;

  /** What starts it, for people. */
  String name();

  /**
   * The way that the machine has: systemd if that runs, or else System V init for root, or else cron.
   *
   * @throws BootException if it has none of them
   */
  static BootStart of(Machine machine) throws BootException {
    if (Files.isDirectory(machine.root().resolve("run/systemd/system"))) {
      return new SystemdStart(machine);
    }
    if (machine.privileged() && machine.has("update-rc.d")) {
      return new InitStart(machine);
    }
    if (machine.has("crontab")) {
      return new CronStart(machine);
    }
    throw new BootException(
        "this machine has neither systemd nor update-rc.d (as root) nor crontab: let whatever starts it run '"
            + machine.firn()
            + " supervisor'");
  }
}
