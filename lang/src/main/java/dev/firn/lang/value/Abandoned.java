package dev.firn.lang.value;

/** A helper gives up what it is at. Thunks on the way out stay as they were. */
final class Abandoned extends RuntimeException {
  Abandoned() {
    super(null, null, false, false);
  }
}
