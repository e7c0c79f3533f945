package dev.firn.deploy.driver;

/** What goes wrong in a driver in memory. Both methods may throw an error of the caller's own: the process ends there. */
public interface Faults {
  /** Nothing goes wrong. */
  Faults NONE = operation -> Fault.NONE;

  /** What may go wrong. */
  enum Fault {
    /** All goes well. */
    NONE,
    /** The operation fails and changes nothing. */
    FAILS,
    /** The operation hangs before it did anything, until it is interrupted. */
    HANGS,
    /** The connection is lost before anything was done, and the driver cannot tell. */
    LOST_BEFORE,
    /** The connection is lost after all was done, and the driver cannot tell. */
    LOST_AFTER,
    /** Something is installed but does not run, and the driver cannot tell. */
    HALF_DONE
  }

  /** What goes wrong with an operation that is about to be done. */
  Fault before(Operation operation);

  /** Told after the operation had its effect, before anybody hears of it. */
  default void after(Operation operation) {}
}
