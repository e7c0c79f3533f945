package dev.firn.deploy.simulation;

/** Counts the points at which a process can be killed, and kills it at one of them. */
final class Points {
  private long reached;
  private long fatal = -1;

  /** From now on counts from 0; kills at the point of that number, or never if it is negative. */
  void arm(long point) {
    reached = 0;
    fatal = point;
  }

  long reached() {
    return reached;
  }

  void reach(String point) {
    if (reached++ == fatal) {
      fatal = -1;
      throw new Killed(point);
    }
  }
}
