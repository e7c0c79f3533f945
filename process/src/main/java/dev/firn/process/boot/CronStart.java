package dev.firn.process.boot;

import dev.firn.process.manager.Programs;
import java.util.List;

/** A line in the user's table of cron. */
record CronStart(Machine machine) implements BootStart {
  @Override
  public String name() {
    return "cron";
  }

  /** In a table of cron a percent sign would end the line. */
  private String line() {
    String command = InitStart.quoted(machine.firn()).replace("%", "\\%");
    return "@reboot " + command + " supervisor > /dev/null 2>&1 " + Machine.MARK + "\n";
  }

  /** The lines of others. */
  private String others(String table) {
    StringBuilder others = new StringBuilder();
    table
        .lines()
        .filter(line -> !line.endsWith(Machine.MARK))
        .forEach(line -> others.append(line).append('\n'));
    return others.toString();
  }

  /** The table; a user without one has an empty one. */
  private String table() throws BootException, InterruptedException {
    Programs.Output output = machine.tryRun("", List.of("crontab", "-l"));
    if (!output.isSuccess() && !output.err().contains("no crontab for")) {
      throw new BootException("crontab -l: " + output.complaint());
    }
    return output.isSuccess() ? output.out() : "";
  }

  private void write(String table) throws BootException, InterruptedException {
    machine.run(table, List.of("crontab", "-"));
  }

  @Override
  public void enable() throws BootException, InterruptedException {
    write(others(table()) + line());
  }

  @Override
  public void disable() throws BootException, InterruptedException {
    if (isEnabled()) {
      write(others(table()));
    }
  }

  @Override
  public boolean isEnabled() throws BootException, InterruptedException {
    return table().lines().anyMatch(line -> line.endsWith(Machine.MARK));
  }
}
