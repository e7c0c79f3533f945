package dev.firn.app.settings;

import dev.firn.base.sys.FileOwnership;

/** The directories that Nix and Firn use: the store's, and those of the user after the XDG base directory specification. */
public final class Directories {
  private Directories() {}

  /** The store directory: {@code $NIX_STORE_DIR}, {@code $NIX_STORE} or {@code /nix/store}. */
  public static String store(Environment environment) {
    String given = environment.nonEmpty("NIX_STORE_DIR");
    String old = environment.nonEmpty("NIX_STORE");
    return given != null ? given : old != null ? old : "/nix/store";
  }

  /** The directory of the store's database and roots: {@code $NIX_STATE_DIR} or {@code /nix/var/nix}. */
  public static String state(Environment environment) {
    String given = environment.nonEmpty("NIX_STATE_DIR");
    return given == null ? "/nix/var/nix" : given;
  }

  /** Where the machine's daemon listens: {@code $NIX_DAEMON_SOCKET_PATH} or {@code daemon-socket/socket} in the state. */
  public static String daemonSocket(Environment environment) {
    String given = environment.nonEmpty("NIX_DAEMON_SOCKET_PATH");
    return given != null ? given : state(environment) + "/daemon-socket/socket";
  }

  /** What Firn keeps for the user beside Nix's: a store without namespaces. */
  public static String firnData(Environment environment) {
    return xdg(environment, "XDG_DATA_HOME", "/.local/share") + "/firn";
  }

  /** Where a user without a store of the machine has one of his own. */
  public static String ownStore(Environment environment) {
    String given = environment.get("NIX_DATA_HOME");
    return (given != null ? given : xdg(environment, "XDG_DATA_HOME", "/.local/share") + "/nix")
        + "/root";
  }

  /** The user's configuration of Nix. */
  static String config(Environment environment) {
    String given = environment.get("NIX_CONFIG_HOME");
    return given != null ? given : xdg(environment, "XDG_CONFIG_HOME", "/.config") + "/nix";
  }

  /** What Nix keeps for the user. */
  public static String userState(Environment environment) {
    String given = environment.get("NIX_STATE_HOME");
    return given != null ? given : xdg(environment, "XDG_STATE_HOME", "/.local/state") + "/nix";
  }

  /** Where the user's profiles are. */
  public static String profiles(Environment environment) {
    return userState(environment) + "/profiles";
  }

  /** What Firn can fetch or make again. */
  public static String firnCache(Environment environment) {
    return xdg(environment, "XDG_CACHE_HOME", "/.cache") + "/firn";
  }

  /** What Firn keeps for the user: histories. */
  public static String firnState(Environment environment) {
    return xdg(environment, "XDG_STATE_HOME", "/.local/state") + "/firn";
  }

  /** What is known of deployments: {@code $FIRN_STATE_DIR}, or root's place, or the user's. */
  public static String deployments(Environment environment) {
    String given = environment.nonEmpty("FIRN_STATE_DIR");
    if (given != null) {
      return given;
    }
    return FileOwnership.user() == 0 ? "/var/lib/firn" : firnState(environment);
  }

  private static String xdg(Environment environment, String variable, String below) {
    String given = environment.nonEmpty(variable);
    return given != null ? given : environment.home() + below;
  }
}
