package dev.firn.realise.build.remote;

import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A machine that builds.
 *
 * @param uri the name of its store, such as {@code ssh://host}
 * @param systems what it builds for
 * @param key the file of the key to show; null for as {@code ssh} thinks right
 * @param jobs how many builds may run there at once
 * @param speed how fast it is, in comparison with others
 * @param features what derivations may require of it
 * @param mandatory what they must require of it
 * @param hostKey its public key in base 64; null if {@code ssh} knows it
 */
public record Machine(
    String uri,
    SortedSet<String> systems,
    @Nullable String key,
    int jobs,
    double speed,
    SortedSet<String> features,
    SortedSet<String> mandatory,
    @Nullable String hostKey) {
  /** Takes the sets over; they must not be changed any more. */
  public Machine {
    systems = Collections.unmodifiableSortedSet(systems);
    features = Collections.unmodifiableSortedSet(features);
    mandatory = Collections.unmodifiableSortedSet(mandatory);
  }

  /** Whether it builds what needs that system and those features. */
  public boolean builds(String system, SortedSet<String> required) {
    for (String feature : required) {
      if (!features.contains(feature) && !mandatory.contains(feature)) {
        return false;
      }
    }
    return systems.contains(system) && required.containsAll(mandatory);
  }
}
