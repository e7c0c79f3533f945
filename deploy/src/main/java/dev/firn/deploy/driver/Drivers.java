package dev.firn.deploy.driver;

import dev.firn.deploy.component.Place;

/** Finds drivers. */
public interface Drivers {
  /**
   * The driver for a place, always the same one.
   *
   * @throws dev.firn.deploy.component.ModelException if there is none; the message says which there are
   */
  Driver at(Place place);
}
