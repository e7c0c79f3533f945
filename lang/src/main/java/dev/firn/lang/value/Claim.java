package dev.firn.lang.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in a thunk that is in the hands of a helper, and notes what its value needs. */
final class Claim {
  final Evaluation helper;
  final Code body;

  /** The claim in which this one began, or null. */
  final @Nullable Claim outer;

  /** The depth of calls at which it began. */
  final int calls;

  /** The greatest depth of calls, about, that the helper had noted before. */
  final int outerPeak;

  /**
   * In the order of the computation: the thunks whose values were needed, and had not been asked for by the main evaluation; and what is to
   * be done before the value may be known.
   */
  final List<Object> steps = new ArrayList<>(4);

  /** Whether there is something to be done among these steps, or those of the thunks. */
  boolean hasEffects;

  Claim(Evaluation helper, Code body, @Nullable Claim outer, int calls, int outerPeak) {
    this.helper = helper;
    this.body = body;
    this.outer = outer;
    this.calls = calls;
    this.outerPeak = outerPeak;
  }

  /** Notes that the value of a thunk was needed. */
  void needs(Thunk thunk, Early early) {
    steps.add(thunk);
    hasEffects |= early.hasEffects;
  }

  /** Notes what is to be done. */
  void does(Runnable action) {
    steps.add(action);
    hasEffects = true;
  }
}
