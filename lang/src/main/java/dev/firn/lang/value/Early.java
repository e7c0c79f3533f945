package dev.firn.lang.value;

import org.jspecify.annotations.Nullable;

/**
 * What stands in a thunk whose value a helper computed before the main evaluation asked for it. Until it asks, the thunk looks as if
 * nobody had begun: messages show which values are known.
 */
final class Early {
  private static final Thunk[] NONE = {};
  private static final Effect[] NO_EFFECTS = {};

  final Value value;
  final Code body;

  /** The thunks that become known together with this one, because its value needs theirs. */
  final Thunk[] needs;

  /** What is to be done before the value becomes known. */
  final Effect[] effects;

  /** How many calls deep the computation went at most. */
  final int calls;

  /** The claim that noted last that it needs this; only to note it less often. */
  @Nullable Claim noted;

  /** Whether the main evaluation is about to take it. */
  boolean chosen;

  Early(Claim claim, Value value, int calls) {
    this.value = value;
    this.body = claim.body;
    this.needs = claim.needs.toArray(NONE);
    this.effects = claim.effects.toArray(NO_EFFECTS);
    this.calls = calls;
  }
}
