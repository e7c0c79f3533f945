package dev.firn.realise.build.builtin;

import dev.firn.store.derivation.Derivation;
import org.jspecify.annotations.Nullable;

/** All builders that are no programs. */
public final class Builders {
  private static final String PREFIX = "builtin:";

  private Builders() {}

  /** Whether the builder of a derivation is to be found here and not on the disk. */
  public static boolean isMeant(Derivation derivation) {
    return derivation.builder().startsWith(PREFIX);
  }

  /** The one that a derivation names; null if there is none. */
  public static @Nullable BuiltinBuilder of(Derivation derivation) {
    return switch (derivation.builder()) {
      case PREFIX + "buildenv" -> BuildEnv::build;
      case PREFIX + "fetchurl" -> FetchUrl::build;
      case PREFIX + "unpack-channel" -> UnpackChannel::build;
      default -> null;
    };
  }
}
