package dev.firn.deploy.simulation;

/** The process ends here: nobody catches it but the simulation. */
final class Killed extends Error {
  private static final long serialVersionUID = 1;

  Killed(String point) {
    super("killed at " + point, null, false, false);
  }
}
