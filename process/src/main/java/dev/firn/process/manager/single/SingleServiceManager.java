package dev.firn.process.manager.single;

import dev.firn.base.disk.Disk;
import dev.firn.deploy.driver.Driver;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Programs;
import java.nio.file.Path;

/** A manager that is told about one service after the other. Its scope is the directory of its files. */
public abstract class SingleServiceManager implements Manager {
  private final Disk disk;
  private final Programs programs;

  /** The one that writes to that disk and runs those programs. */
  protected SingleServiceManager(Disk disk, Programs programs) {
    this.disk = disk;
    this.programs = programs;
  }

  /** How it is told, by those calls of its programs. */
  protected abstract ServiceControl control(Calls calls);

  @Override
  public final Driver driver(String scope) {
    ServiceControl control = control(new Calls(programs));
    return new SingleServiceDriver(disk, Path.of(scope), this::render, control, programs);
  }
}
