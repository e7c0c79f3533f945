package dev.firn.app.cli;

/** The version of Firn. A constant, because reading it from the jar would cost every start some milliseconds. */
final class Version {
  /** As in the root {@code pom.xml}. */
  static final String FIRN = "0.1.0-SNAPSHOT";

  /** The version of Nix that Firn is like. */
  static final String NIX = "2.36.0";

  private Version() {}
}
