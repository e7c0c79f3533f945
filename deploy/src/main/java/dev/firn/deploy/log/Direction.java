package dev.firn.deploy.log;

/** Which way a transaction goes on. */
public enum Direction {
  /** To what it wanted. */
  FINISH,
  /** Back to what was before it. */
  UNDO
}
