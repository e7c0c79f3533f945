package dev.firn.store.protocol;

import dev.firn.store.wire.WireException;

/** How to build; the order is that of Nix, whose protocols send the ordinal. */
public enum BuildMode {
  /** What is not there. */
  NORMAL,
  /** Also what is there and damaged. */
  REPAIR,
  /** What is there, again, to compare. */
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
