package dev.firn.deploy.apply;

import dev.firn.deploy.component.ComponentPath;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What came of a change.
 *
 * @param message for people: what happened and what to do; empty if all went well
 * @param failures what went wrong, in the order in which it did
 * @param left components that are not as they should be now
 */
public record Report(
    Outcome outcome, String message, List<Failure> failures, SortedSet<ComponentPath> left) {
  /** Copies the collections. */
  public Report {
    failures = List.copyOf(failures);
    left = Collections.unmodifiableSortedSet(new TreeSet<>(left));
  }

  static Report of(Outcome outcome, String message) {
    return new Report(outcome, message, List.of(), new TreeSet<>());
  }
}
