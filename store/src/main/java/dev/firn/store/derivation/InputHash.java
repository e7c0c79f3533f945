package dev.firn.store.derivation;

import java.util.SortedMap;

/** What stands for a derivation in the hash of those that use it. */
public sealed interface InputHash {
  /** One hash, in base 16, for the whole derivation. */
  record Whole(String base16) implements InputHash {}

  /** A hash, in base 16, for each output: the content is known, so it does not matter how it is made. */
  record Outputs(SortedMap<String, String> base16) implements InputHash {}

  /** Nothing: the paths of some outputs are not known yet. */
  record Deferred() implements InputHash {}
}
