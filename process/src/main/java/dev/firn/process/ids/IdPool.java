package dev.firn.process.ids;

import dev.firn.deploy.component.ModelException;

/**
 * The numbers of one resource.
 *
 * @param name of the resource
 * @param min the least
 * @param max the greatest
 * @param step how many numbers an assignment takes: itself, and those after it
 */
public record IdPool(String name, long min, long max, long step) {
  /** Checks that there are some. */
  public IdPool {
    if (min > max || step < 1) {
      throw new ModelException(
          "the id resource '"
              + name
              + "' needs a min that is not above its max, and a step of 1 or more");
    }
  }

  /** Whether a number is one of the pool. */
  boolean contains(long id) {
    return id >= min && id <= max;
  }

  /** The number to try after another; the first one again after the last. */
  long after(long id) {
    return id > max - step || id < min ? min : id + step;
  }

  /** How many assignments fit at most. */
  long size() {
    return (max - min) / step + 1;
  }
}
