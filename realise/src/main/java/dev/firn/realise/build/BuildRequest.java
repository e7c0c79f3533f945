package dev.firn.realise.build;

import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import java.util.Collections;
import java.util.SortedSet;

/**
 * What to build.
 *
 * @param path the path of the derivation, which need not be valid
 * @param derivation the derivation itself. Placeholders for outputs of input derivations were replaced; which input derivations there
 *     are does not count any more
 * @param inputs what it uses: its input sources, and the outputs of input derivations. They and what they refer to are valid
 * @param wantedOutputs the names of the outputs that are wanted
 * @param mode why
 */
public record BuildRequest(
    StorePath path,
    Derivation derivation,
    SortedSet<StorePath> inputs,
    SortedSet<String> wantedOutputs,
    BuildMode mode) {
  /** Takes the sets over; they must not be changed any more. */
  public BuildRequest {
    inputs = Collections.unmodifiableSortedSet(inputs);
    wantedOutputs = Collections.unmodifiableSortedSet(wantedOutputs);
  }
}
