package dev.firn.proxy.route;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes as a file: {@code {"version": 1, "routes": [{"host": "a.example", "path": "/shop", "address": "127.0.0.1", "port": 5001}]}}. {@code
 * host} and {@code path} may be left out, and mean any then.
 */
public final class RouteFile {
  private static final long VERSION = 1;
  private static final int LARGEST_PORT = 65_535;

  private RouteFile() {}

  /**
   * Reads a file.
   *
   * @throws RouteException if it cannot be read or says something else
   */
  public static Routes read(Path file) {
    try {
      return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException | RouteException failed) {
      throw new RouteException("cannot take routes from " + file + ": " + failed.getMessage());
    }
  }

  /**
   * Reads a text: bytes.
   *
   * @throws RouteException if it says something else
   */
  static Routes parse(String text) {
    try {
      if (Json.parse(text) instanceof Json.Obj file
          && file.get("version") instanceof Json.Int(long version)
          && file.get("routes") instanceof Json.Array(List<Json> members)) {
        if (version != VERSION) {
          throw new RouteException(
              "its version is " + version + ", and this Firn reads " + VERSION);
        }
        return new Routes(routes(members));
      }
    } catch (JsonParseException bad) {
      throw new RouteException(String.valueOf(bad.getMessage()));
    }
    throw new RouteException("it needs a 'version' and a list of 'routes'");
  }

  private static List<Route> routes(List<Json> members) {
    List<Route> routes = new ArrayList<>();
    for (Json member : members) {
      if (!(member instanceof Json.Obj route)) {
        throw new RouteException("route " + (routes.size() + 1) + " is not an object");
      }
      routes.add(route(route, routes.size() + 1));
    }
    return routes;
  }

  private static Route route(Json.Obj route, int number) {
    if (route.get("address") instanceof Json.Str(String address)
        && route.get("port") instanceof Json.Int(long port)
        && port > 0
        && port <= LARGEST_PORT) {
      return new Route(
          text(route.get("host"), "host", number),
          text(route.get("path"), "path", number),
          address,
          (int) port);
    }
    throw new RouteException("route " + number + " needs an 'address' and a 'port'");
  }

  private static String text(@Nullable Json value, String name, int number) {
    return switch (value) {
      case null -> "";
      case Json.Str(String text) -> text;
      default -> throw new RouteException("'" + name + "' of route " + number + " is not a string");
    };
  }
}
