package dev.firn.process.manager;

import dev.firn.deploy.driver.Driver;
import dev.firn.process.description.ProcessDescription;
import java.util.Set;

/**
 * A process manager. Rendering is pure; everything else is its driver's. A manager's place has the type {@code NAME} or {@code NAME:SCOPE}: the
 * scope says which of several such managers of a machine, so that a driver needs to know nothing but the place.
 */
public interface Manager {
  /** How models and options call it, such as {@code supervisord}. */
  String name();

  /** What it can give a process; for anything else that one asks for, its deployment is refused. */
  Set<Parameter> honours();

  /** The files for a process. The same process always gives the same files. */
  Rendering render(ProcessDescription process);

  /**
   * The scope if nobody chooses one.
   *
   * @param privileged whether root deploys
   * @return may be empty
   */
  String defaultScope(boolean privileged);

  /**
   * A driver for that scope on this machine.
   *
   * @throws dev.firn.deploy.component.ModelException if there is no such scope
   */
  Driver driver(String scope);
}
