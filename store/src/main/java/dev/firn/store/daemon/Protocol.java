package dev.firn.store.daemon;

import dev.firn.store.protocol.OutcomeCodec;
import dev.firn.store.protocol.TargetCodec;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The version of the protocol that two sides agreed on.
 *
 * @param minor the number after {@code 1.}
 * @param features what both know besides
 */
record Protocol(int minor, SortedSet<String> features) {
  /** The first word of a client. */
  static final long CLIENT_MAGIC = 0x6e697863;

  /** The first word of a server. */
  static final long SERVER_MAGIC = 0x6478696f;

  /** That outputs are told by the path of the derivation, not by its hash: Nix 2.35 and newer. */
  static final String REALISATION_WITH_PATH = "realisation-with-path-not-hash";

  /** The newest minor version that is spoken here. */
  static final int NEWEST = 38;

  /** The oldest minor version that is spoken here. */
  static final int OLDEST = 10;

  /** From this minor version on, features are told. */
  static final int WITH_FEATURES = 38;

  /** In lists of paths with content, paths are described as this minor version does. */
  static final int OF_DESCRIPTIONS = 16;

  private static final int MAJOR = 1;

  /** Takes the set over; it must not be changed any more. */
  Protocol {
    features = Collections.unmodifiableSortedSet(features);
  }

  /** The features that are known here. */
  static SortedSet<String> known() {
    SortedSet<String> known = new TreeSet<>();
    known.add(REALISATION_WITH_PATH);
    return known;
  }

  /** What is left of the features of the other side. */
  static SortedSet<String> common(Collection<String> others) {
    SortedSet<String> common = known();
    common.retainAll(others);
    return common;
  }

  /** The number that tells a version. */
  static long word(int minor) {
    return (MAJOR << 8) | minor;
  }

  /** The minor version that a number tells; -1 if the major version is another. */
  static int minor(long word) {
    return (word & 0xff00) >> 8 == MAJOR ? (int) (word & 0xff) : -1;
  }

  /** Whether the version is that or newer. */
  boolean since(int wanted) {
    return minor >= wanted;
  }

  /** Whether outputs are told by the path of the derivation. */
  boolean tellsRealisationsByPath() {
    return features.contains(REALISATION_WITH_PATH);
  }

  /** How what is asked for is told. */
  TargetCodec targets() {
    return new TargetCodec(since(30));
  }

  /** How what came of building is told. */
  OutcomeCodec outcomes() {
    OutcomeCodec.Outputs outputs =
        tellsRealisationsByPath()
            ? OutcomeCodec.Outputs.NAMED
            : since(28) ? OutcomeCodec.Outputs.JSON : OutcomeCodec.Outputs.NONE;
    return new OutcomeCodec(since(29), since(37), outputs);
  }
}
