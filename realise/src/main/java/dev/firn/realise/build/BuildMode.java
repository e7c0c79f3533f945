package dev.firn.realise.build;

/** Why a derivation is built. */
public enum BuildMode {
  /** Its outputs are not there. */
  NORMAL,
  /** Its outputs are damaged: what is built replaces them. */
  REPAIR,
  /** Its outputs are there: what is built is compared with them. */
  CHECK;

  /** The number that stands for it in Nix's protocols. */
  public int code() {
    return ordinal();
  }

  /**
   * The mode that a number stands for in Nix's protocols.
   *
   * @throws IllegalArgumentException if it stands for none
   */
  public static BuildMode ofCode(long code) {
    if (code < 0 || code >= values().length) {
      throw new IllegalArgumentException("invalid build mode " + code);
    }
    return values()[(int) code];
  }
}
