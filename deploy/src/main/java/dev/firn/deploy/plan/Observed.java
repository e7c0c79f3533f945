package dev.firn.deploy.plan;

import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.driver.Present;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What drivers found. A place that could not be asked is missing.
 *
 * @param places for each place, what is there
 */
public record Observed(SortedMap<Place, SortedMap<ComponentPath, Present>> places) {
  /** Copies the outer map. */
  public Observed {
    places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
  }

  /** Nobody was asked. */
  public static final Observed NOTHING = new Observed(new TreeMap<>());

  /** Whether that place was asked. */
  public boolean knows(Place place) {
    return places.containsKey(place);
  }

  /** What is at that place of that path; null if nothing, or if the place was not asked. */
  public @Nullable Present at(Place place, ComponentPath path) {
    Map<ComponentPath, Present> found = places.get(place);
    return found == null ? null : found.get(path);
  }

  /**
   * What was found of some components only; of the others is there, at the places that were asked, what the log says: so a plan leaves them alone.
   */
  public Observed of(Set<ComponentPath> paths, Map<ComponentPath, Standing> standings) {
    SortedMap<Place, SortedMap<ComponentPath, Present>> some = new TreeMap<>();
    places.forEach((place, found) -> {
      SortedMap<ComponentPath, Present> kept = new TreeMap<>(found);
      kept.keySet().retainAll(paths);
      some.put(place, kept);
    });
    standings.forEach((path, standing) -> {
      Map<ComponentPath, Present> at = some.get(standing.component().place());
      if (at != null && !paths.contains(path)) {
        at.put(path, new Present(standing.component().fingerprint(), true));
      }
    });
    return new Observed(some);
  }
}
