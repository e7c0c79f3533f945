package dev.firn.deploy.driver;

/** What a driver can do to a component. */
public enum Verb {
  /** What is there goes, with all that was installed for it; its data stays. Nothing there is fine. */
  STOP,
  /** What is not there comes. */
  START,
  /** What runs goes on with other inputs. */
  RELOAD,
  /** The new one comes and then the old one goes. */
  EXCHANGE,
  /** What runs is only asked whether it is ready. The engine does that by itself; drivers never get it. */
  PROBE
}
