package dev.firn.deploy.apply;

/** A change is left where it is; the log tells how to go on. */
final class Abandoned extends Exception {
  private static final long serialVersionUID = 1;
}
