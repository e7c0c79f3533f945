package dev.firn.process.manager;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that a process manager needs for one process, before anybody knows for which deployment.
 *
 * @param files by path, relative to where the manager has its files
 */
public record Rendering(SortedMap<String, RenderedFile> files) {
  /** Copies the map. */
  public Rendering {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
