package dev.firn.proxy.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private static final Routes ROUTES =
      new Routes(
          List.of(
              new Route("", "", "any", 1),
              new Route("A.example", "", "a", 2),
              new Route("a.example", "/shop/", "shop", 3),
              new Route("", "/shop", "any-shop", 4)));

  @ParameterizedTest
  @CsvSource({
    "a.example, /, a",
    "A.EXAMPLE, /x, a",
    "a.example, /shop, shop",
    "a.example, /shop/x, shop",
    "a.example, /shopping, a",
    "b.example, /shop/x, any-shop",
    "b.example, /, any",
    "'', /, any"
  })
  void theClosestRouteIsTaken(String host, String path, String address) {
    Route route = ROUTES.find(host, path);
    assertNotNull(route);
    assertEquals(address, route.address());
  }

  @Test
  void withoutARouteThereIsNone() {
    assertNull(new Routes(List.of(new Route("a", "/b", "x", 1))).find("a", "/c"));
  }

  @Test
  void aFileSaysHostsAndPathsOrLeavesThemOut() {
    Routes routes =
        RouteFile.parse(
            """
            {"version": 1, "routes": [
              {"host": "a", "path": "/b", "address": "127.0.0.1", "port": 5001},
              {"address": "::1", "port": 65535}]}
            """);
    Route closest = routes.find("a", "/b/c");
    assertNotNull(closest);
    assertEquals(new Route("a", "/b", "127.0.0.1", 5001), closest);
    assertEquals(new Route("", "", "::1", 65535), routes.find("x", "/"));
    assertEquals(2, routes.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{                                                                      # expected",
        "[]                                                                     # 'version'",
        "{\"version\": 2, \"routes\": []}                                       # reads 1",
        "{\"version\": 1, \"routes\": [1]}                                      # route 1",
        "{\"version\": 1, \"routes\": [{\"address\": \"a\", \"port\": 65536}]}  # route 1",
        "{\"version\": 1, \"routes\": [{\"address\": \"a\", \"port\": 0}]}      # route 1",
        "{\"version\": 1, \"routes\": [{\"port\": 1}]}                          # route 1",
        "{\"version\": 1, \"routes\": [{\"host\": 1, \"address\": \"a\", \"port\": 1}]} # 'host'"
      })
  void whatIsWrongIsNamed(String text, String named) {
    String message = assertThrows(RouteException.class, () -> RouteFile.parse(text)).getMessage();
    assertTrue(message.contains(named), message);
  }
}
