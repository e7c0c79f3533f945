package dev.firn.app.build;

import dev.firn.store.DerivedPath;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.path.StorePath;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes links to results, which keep them from the garbage collector: {@code result}, {@code result-2} for the second derivation, {@code
 * result-dev} for an output that is not {@code out}.
 */
final class OutLinks {
  private final String first;
  private final @Nullable IndirectRoots roots;
  private final Map<StorePath, Integer> numbers = new HashMap<>();

  /**
   * Makes links.
   *
   * @param first the absolute path of the first link
   * @param roots null if the store has none: then nothing is made
   */
  OutLinks(String first, @Nullable IndirectRoots roots) {
    this.first = first;
    this.roots = roots;
  }

  /** Makes the link to an output that is there. */
  void add(DerivedPath.Built output, StorePath path) {
    Integer known = numbers.get(output.derivation());
    int number = known == null ? numbers.size() + 1 : known;
    numbers.put(output.derivation(), number);
    if (roots != null) {
      String link = number == 1 ? first : first + "-" + number;
      roots.add(output.onlyOutput().equals("out") ? link : link + "-" + output.onlyOutput(), path);
    }
  }
}
