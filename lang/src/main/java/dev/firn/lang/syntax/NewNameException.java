package dev.firn.lang.syntax;

/** A text has a name that is not known yet, and may have none. */
public final class NewNameException extends RuntimeException {
  NewNameException() {
    super(null, null, false, false);
  }
}
