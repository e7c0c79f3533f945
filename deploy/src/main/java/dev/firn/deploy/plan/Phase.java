package dev.firn.deploy.plan;

/** When a step may run, beside the steps that it waits for by number. */
public enum Phase {
  /** What goes: may run at any time. */
  GO,
  /** What comes or changes: after all that goes at the same place, because the old may hold what the new needs, such as a port. */
  COME,
  /** What cannot be undone: after everything else was done and is ready. */
  LAST
}
