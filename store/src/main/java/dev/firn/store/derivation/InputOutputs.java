package dev.firn.store.derivation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which outputs of an input derivation are used.
 *
 * @param names outputs that are used themselves
 * @param dynamic outputs that are derivations, and which of their outputs are used
 */
public record InputOutputs(SortedSet<String> names, SortedMap<String, InputOutputs> dynamic) {
  /** Takes the collections over; they must not be changed any more. */
  public InputOutputs {
    names = Collections.unmodifiableSortedSet(names);
    dynamic = Collections.unmodifiableSortedMap(dynamic);
  }

  /** Outputs that are used themselves. */
  public static InputOutputs of(SortedSet<String> names) {
    return new InputOutputs(names, Collections.emptySortedMap());
  }

  /** A single output. */
  public static InputOutputs of(String name) {
    SortedSet<String> names = new TreeSet<>();
    names.add(name);
    return of(names);
  }

  /** Whether outputs of outputs are used. */
  public boolean isDynamic() {
    return !dynamic.isEmpty();
  }

  /** Whether nothing is used. */
  public boolean isEmpty() {
    return names.isEmpty() && dynamic.isEmpty();
  }

  /** What is used here or there. */
  public InputOutputs merge(InputOutputs other) {
    SortedSet<String> allNames = new TreeSet<>(names);
    allNames.addAll(other.names);
    SortedMap<String, InputOutputs> allDynamic = new TreeMap<>(dynamic);
    other.dynamic.forEach((name, outputs) -> allDynamic.merge(name, outputs, InputOutputs::merge));
    return new InputOutputs(allNames, allDynamic);
  }
}
