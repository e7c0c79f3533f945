package dev.firn.deploy.driver;

/** What a person may do to a component that is installed. */
public enum Control {
  /** It runs from now on. */
  START,
  /** It does not run from now on. */
  STOP,
  /** It stops and starts. */
  RESTART
}
