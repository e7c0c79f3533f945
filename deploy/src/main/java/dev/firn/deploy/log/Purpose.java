package dev.firn.deploy.log;

/** What a transaction is for. */
public enum Purpose {
  /** A new generation. */
  APPLY,
  /** An earlier generation once more. */
  ROLLBACK,
  /** Nothing shall be left. */
  DESTROY
}
