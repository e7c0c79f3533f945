package dev.firn.lang.value;

import org.jspecify.annotations.Nullable;

/**
 * What stands in a thunk whose value a helper computed before the main evaluation asked for it. Until it asks, the thunk looks as if
 * nobody had begun: messages show which values are known.
 */
final class Early {
  /** What {@link #next} is before the main evaluation takes this. */
  static final int NOT_CHOSEN = -1;

  private static final Thunk[] NO_NEEDS = {};
  private static final Object[] NO_EFFECTS = {};

  final Value value;
  final Code body;

  /** The thunks that become known together with this one, because its value needs theirs. */
  final Thunk[] needs;

  /**
   * What is to be done before this becomes known, in the order of the computation: a {@code Runnable} that does no harm when it is done
   * twice, or what is to be done for one of the needs.
   */
  final Object[] effects;

  /** Where the main evaluation takes it. */
  final Taken taken;

  /** How many calls deep the computation went at most. */
  final int calls;

  /** The claim that noted last that it needs this; only to note it less often. */
  @Nullable Claim noted;

  /** The effect to look at next, when the main evaluation is about to take this. */
  int next = NOT_CHOSEN;

  Early(Claim claim, Value value, int calls) {
    this.value = value;
    this.body = claim.body;
    this.needs = claim.needs == null ? NO_NEEDS : claim.needs.toArray(NO_NEEDS);
    this.effects = claim.effects == null ? NO_EFFECTS : claim.effects.toArray();
    this.taken = claim.helper.contention().taken();
    this.calls = calls;
  }

  /** Whether something is to be done, for this or for what it needs. */
  boolean hasEffects() {
    return effects.length > 0;
  }
}
