package dev.firn.process.manager;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where managers that Firn runs itself have their files on this machine. */
public final class StateFolder {
  private StateFolder() {}

  /**
   * A folder among those of the deployments, none of which has a name that begins with a dot.
   *
   * @param environment gives environment variables; null for those that are not set
   */
  public static String of(String manager, Function<String, @Nullable String> environment) {
    boolean root = "root".equals(System.getProperty("user.name"));
    return (root ? "/var/lib" : ofUser(environment)) + "/firn/." + manager;
  }

  private static String ofUser(Function<String, @Nullable String> environment) {
    String given = environment.apply("XDG_STATE_HOME");
    return given == null || given.isEmpty()
        ? System.getProperty("user.home", "/") + "/.local/state"
        : given;
  }
}
