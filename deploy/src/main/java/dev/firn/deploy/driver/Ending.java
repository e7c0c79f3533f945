package dev.firn.deploy.driver;

/** How an operation ended. */
public enum Ending {
  /** It was done. */
  DONE,
  /** It was not done, and nothing was changed. */
  FAILED,
  /** It may have been done, in part or as a whole. */
  UNCERTAIN
}
