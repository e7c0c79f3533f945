package dev.firn.proxy.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where requests go. Of several routes for one request, one for its host goes before one for any host, and then the one with the longest path. */
public final class Routes {
  private final List<Route> routes;

  /** Sorts the routes. */
  public Routes(List<Route> routes) {
    List<Route> sorted = new ArrayList<>(routes);
    sorted.sort(
        Comparator.comparing((Route route) -> route.host().isEmpty())
            .thenComparing(route -> -route.path().length()));
    this.routes = List.copyOf(sorted);
  }

  /** How many there are. */
  public int size() {
    return routes.size();
  }

  /**
   * The route of a request, or null if there is none.
   *
   * @param host as the client wrote it, without a port; empty if it named none
   * @param path as the client wrote it
   */
  public @Nullable Route find(String host, String path) {
    String small = host.toLowerCase(Locale.ROOT);
    for (Route route : routes) {
      if (route.matches(small, path)) {
        return route;
      }
    }
    return null;
  }
}
