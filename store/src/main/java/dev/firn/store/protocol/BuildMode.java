package dev.firn.store.protocol;

import dev.firn.store.wire.WireException;

/** Why a derivation is built; the order is that of Nix, whose protocols send the ordinal. */
public enum BuildMode {
  /** Its outputs are not there. */
  NORMAL,
  /** Its outputs are damaged: what is built replaces them. */
  REPAIR,
  /** Its outputs are there: what is built is compared with them. */
  CHECK;

  private static final BuildMode[] ALL = values();

  /** The mode of that number. */
  public static BuildMode of(long code) throws WireException {
    if (code < 0 || code >= ALL.length) {
      throw new WireException("Invalid build mode");
    }
    return ALL[(int) code];
  }
}
