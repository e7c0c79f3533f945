package dev.firn.app.settings;

/** The kind of machine that Firn runs on, as Nix names it. */
public final class SystemType {
  private SystemType() {}

  /** {@code x86_64-linux} and the like. */
  public static String current() {
    return of(System.getProperty("os.arch", ""), System.getProperty("os.name", ""));
  }

  /** The name of a machine that Java describes with these properties. */
  static String of(String architecture, String system) {
    return machine(architecture) + "-" + kernel(system);
  }

  private static String machine(String architecture) {
    return switch (architecture) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "aarch64";
      case "x86", "i386", "i586", "i686" -> "i686";
      case "arm" -> "armv7l";
      case "ppc64le" -> "powerpc64le";
      default -> architecture;
    };
  }

  private static String kernel(String system) {
    return system.startsWith("Mac") ? "darwin" : system.toLowerCase(java.util.Locale.ROOT);
  }
}
