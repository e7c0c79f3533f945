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

  /** The thunks whose values were needed, and had not been asked for by the main evaluation. */
  @Nullable List<Thunk> needs;

  /**
   * In the order of the computation: what is to be done before the value may be known, as {@code Runnable}, and those needs for which
   * something is to be done.
   */
  @Nullable List<Object> effects;

  Claim(Evaluation helper, Code body, @Nullable Claim outer, int calls, int outerPeak) {
    this.helper = helper;
    this.body = body;
    this.outer = outer;
    this.calls = calls;
    this.outerPeak = outerPeak;
  }

  /** Notes that the value of a thunk was needed. */
  void needs(Thunk thunk, Early early) {
    List<Thunk> noted = needs;
    if (noted == null) {
      noted = new ArrayList<>(4);
      needs = noted;
    }
    noted.add(thunk);
    if (early.hasEffects()) {
      addEffect(thunk);
    }
  }

  /** Notes what is to be done. */
  void does(Runnable action) {
    addEffect(action);
  }

  private void addEffect(Object effect) {
    List<Object> noted = effects;
    if (noted == null) {
      noted = new ArrayList<>(2);
      effects = noted;
    }
    noted.add(effect);
  }
}
