package dev.firn.process.manager.systemd;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.ProcessBytes;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Driver;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.Rendering;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Systemd. Its scopes are {@code system} and {@code user}. */
public final class Systemd implements Manager {
  private static final String SYSTEM = "system";
  private static final String USER = "user";

  private final Disk disk;
  private final Programs programs;

  /** A manager that runs those programs. */
  public Systemd(Disk disk, Programs programs) {
    this.disk = disk;
    this.programs = programs;
  }

  @Override
  public String name() {
    return "systemd";
  }

  @Override
  public Set<Parameter> honours() {
    return EnumSet.allOf(Parameter.class);
  }

  /** For the system's manager; what a user's gets depends on nothing else. */
  @Override
  public Rendering render(ProcessDescription process) {
    return UnitFiles.render(process, false);
  }

  @Override
  public String defaultScope(boolean privileged) {
    return privileged ? SYSTEM : USER;
  }

  @Override
  public Driver driver(String scope) {
    if (scope.equals(SYSTEM)) {
      return driver(Path.of("/etc/systemd/system"), new Systemctl(programs, false, List.of()));
    }
    if (scope.equals(USER)) {
      return driver(userUnits(), new Systemctl(programs, true, Systemctl.ofThisUser()));
    }
    throw new ModelException("'" + scope + "' is no scope of systemd: there are system and user");
  }

  /** A driver with its units in that directory. */
  Driver driver(Path units, Systemctl systemctl) {
    return new SystemdDriver(disk, programs, systemctl, units);
  }

  private static Path userUnits() {
    String given = ProcessBytes.variable("XDG_CONFIG_HOME");
    String home = System.getProperty("user.home", "/");
    String base = given == null || given.isEmpty() ? home + "/.config" : given;
    return BytePaths.of(base).resolve("systemd").resolve(USER);
  }
}
