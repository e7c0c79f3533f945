package dev.firn.realise.plan;

import dev.firn.base.text.Ansi;

/** Texts about experimental features that are not enabled. */
public final class Features {
  private Features() {}

  /** Says that a feature is needed, and how to enable it. */
  public static String required(String feature) {
    return "experimental Nix feature '"
        + Ansi.MAGENTA
        + feature
        + Ansi.NORMAL
        + "' is disabled; add '--extra-experimental-features "
        + feature
        + "' to enable it";
  }
}
