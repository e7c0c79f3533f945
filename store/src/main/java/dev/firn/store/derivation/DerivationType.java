package dev.firn.store.derivation;

/** What all outputs of a derivation have in common. */
public enum DerivationType {
  /** The paths depend on the inputs, and are known. */
  INPUT_ADDRESSED,
  /** The paths depend on the inputs, and are not known yet. */
  DEFERRED,
  /** The content of the only output is known. */
  FIXED,
  /** The paths will depend on the content. */
  FLOATING,
  /** The content may differ each time. */
  IMPURE;

  /** Whether paths depend on content. */
  public boolean isContentAddressed() {
    return this == FIXED || this == FLOATING || this == IMPURE;
  }

  /** Whether the paths are known before the build. */
  public boolean hasKnownOutputPaths() {
    return this == INPUT_ADDRESSED || this == FIXED;
  }

  /** Whether the builder is kept away from the network. */
  public boolean isSandboxed() {
    return this != FIXED && this != IMPURE;
  }
}
