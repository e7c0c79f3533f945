package dev.firn.process.manager;

import java.util.ArrayList;
import java.util.List;

/**
 * A component that has files in the directory of its manager.
 *
 * @param mark whose they are
 * @param files their names there, sorted
 */
public record Installed(Mark mark, List<String> files) {
  /** Copies the list. */
  public Installed {
    files = List.copyOf(files);
  }

  /** This component with one more file. */
  public Installed with(String file) {
    List<String> more = new ArrayList<>(files);
    more.add(file);
    return new Installed(mark, more);
  }
}
