package dev.firn.deploy.driver;

/**
 * A component that a driver found.
 *
 * @param fingerprint that of what is installed
 * @param running whether it does what it is there for
 */
public record Present(String fingerprint, boolean running) {}
