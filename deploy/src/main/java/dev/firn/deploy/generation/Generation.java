package dev.firn.deploy.generation;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was deployed once, and can be again.
 *
 * @param number from 1; never used twice
 * @param made when it was applied first
 * @param source where its declaration stood
 */
public record Generation(
    int number, Instant made, String source, SortedMap<ComponentPath, Component> components) {
  /** Copies the map. */
  public Generation {
    components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
  }
}
