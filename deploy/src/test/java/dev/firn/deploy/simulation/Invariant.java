package dev.firn.deploy.simulation;

/** What nothing may break. */
enum Invariant {
  /** Nothing is changed before a plan that says so is on the disk. */
  PLANNED,
  /** Before a change, a record of it is on the disk. */
  RECORDED,
  /** What did not change is not touched. */
  UNTOUCHED,
  /** What comes finds its dependencies ready; what goes has no dependents that go too. */
  ORDER,
  /** What cannot be undone is done last. */
  IRREVERSIBLE_LAST,
  /** What the log is sure of is so. */
  TRUTH,
  /** A change that is done has asked all that it changed, and all that was not ready before, until they were. */
  READY,
  /** A change ends in what was, in what should be, or names what is neither. */
  ARRIVED
}
