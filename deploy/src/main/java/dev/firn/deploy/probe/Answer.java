package dev.firn.deploy.probe;

/**
 * What came of one question whether a component is ready.
 *
 * @param text for people: what was seen
 */
public record Answer(Kind kind, String text) {
  /** Which answers there are. */
  public enum Kind {
    /** It is. */
    READY,
    /** It is not, but may be later. */
    NOT_YET,
    /** It never will be: it has ended, or depends on what has. */
    DEAD
  }
}
