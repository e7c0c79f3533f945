package dev.firn.process.manager;

import dev.firn.base.sys.ProcessBytes;

/** Where managers that Firn runs itself have their files on this machine. */
public final class StateFolder {
  private StateFolder() {}

  /** A folder among those of the deployments, none of which has a name that begins with a dot. */
  public static String of(String manager) {
    boolean root = "root".equals(System.getProperty("user.name"));
    return (root ? "/var/lib" : ofUser()) + "/firn/." + manager;
  }

  private static String ofUser() {
    String given = ProcessBytes.variable("XDG_STATE_HOME");
    return given == null || given.isEmpty()
        ? System.getProperty("user.home", "/") + "/.local/state"
        : given;
  }
}
