package dev.firn.store.derivation;

import dev.firn.store.path.StorePath;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to build. All strings are bytes, one {@code char} a byte.
 *
 * @param name the name, without {@code .drv}
 * @param outputs the outputs by name
 * @param inputDerivations the derivations whose outputs are used
 * @param inputSources the other store paths that are used
 * @param system the platform that builds it, such as {@code x86_64-linux}
 * @param builder the program to run
 * @param arguments its arguments
 * @param environment its environment, without that of structured attributes
 * @param structuredAttributes the attributes as JSON; null if the environment holds them
 */
public record Derivation(
    String name,
    SortedMap<String, DerivationOutput> outputs,
    SortedMap<StorePath, InputOutputs> inputDerivations,
    SortedSet<StorePath> inputSources,
    String system,
    String builder,
    List<String> arguments,
    SortedMap<String, String> environment,
    @Nullable StructuredAttributes structuredAttributes) {

  /** The end of the names of the paths of derivations. */
  public static final String EXTENSION = ".drv";

  /**
   * Takes the collections over; they must not be changed any more.
   *
   * @throws BadDerivationException if the environment has the variable that is reserved for structured attributes
   */
  public Derivation {
    if (environment.containsKey(StructuredAttributes.VARIABLE)) {
      throw new BadDerivationException(
          "Cannot have an environment variable named '"
              + StructuredAttributes.VARIABLE
              + "'. This key is reserved for encoding structured attrs");
    }
    outputs = Collections.unmodifiableSortedMap(outputs);
    inputDerivations = Collections.unmodifiableSortedMap(inputDerivations);
    inputSources = Collections.unmodifiableSortedSet(inputSources);
    arguments = Collections.unmodifiableList(arguments);
    environment = Collections.unmodifiableSortedMap(environment);
  }

  /** The same with other outputs and another environment. */
  public Derivation with(
      SortedMap<String, DerivationOutput> newOutputs, SortedMap<String, String> newEnvironment) {
    return new Derivation(
        name,
        newOutputs,
        inputDerivations,
        inputSources,
        system,
        builder,
        arguments,
        newEnvironment,
        structuredAttributes);
  }

  /** The store paths that the file of this derivation refers to: input sources and input derivations. */
  public SortedSet<StorePath> references() {
    SortedSet<StorePath> references = new TreeSet<>(inputSources);
    references.addAll(inputDerivations.keySet());
    return references;
  }

  /** Whether outputs of outputs of some input are used. */
  public boolean hasDynamicInputs() {
    for (InputOutputs input : inputDerivations.values()) {
      if (input.isDynamic()) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the outputs have in common.
   *
   * @throws BadDerivationException with Nix's message, if they have nothing in common or there are none
   */
  public DerivationType type() {
    return DerivationTypes.of(outputs);
  }
}
