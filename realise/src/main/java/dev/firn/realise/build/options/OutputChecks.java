package dev.firn.realise.build.options;

import dev.firn.store.path.StorePath;
import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What an output must be like.
 *
 * @param maxSize the greatest length of its archive, in bytes without a sign; null if it may have any
 * @param maxClosureSize the same for the archives of all that it needs together
 * @param ignoreSelf whether the output itself does not count where requisites are checked
 * @param allowedReferences what it may refer to; null if to anything
 * @param disallowedReferences what it must not refer to
 * @param allowedRequisites what it may need, directly or not; null if anything
 * @param disallowedRequisites what it must not need, directly or not
 */
public record OutputChecks(
    @Nullable Long maxSize,
    @Nullable Long maxClosureSize,
    boolean ignoreSelf,
    @Nullable SortedSet<Reference> allowedReferences,
    SortedSet<Reference> disallowedReferences,
    @Nullable SortedSet<Reference> allowedRequisites,
    SortedSet<Reference> disallowedRequisites) {
  /** Anything is allowed. */
  public static final OutputChecks NONE =
      new OutputChecks(
          null,
          null,
          false,
          null,
          Collections.emptySortedSet(),
          null,
          Collections.emptySortedSet());

  /** A path that is spoken of: a store path, or an output of the derivation itself. Ordered by text. */
  public sealed interface Reference extends Comparable<Reference> {
    /** A store path. */
    record ToPath(StorePath path) implements Reference {}

    /** An output of the same derivation. */
    record ToOutput(String name) implements Reference {}

    @Override
    default int compareTo(Reference other) {
      return key().compareTo(other.key());
    }

    /** Outputs come after paths. */
    private String key() {
      return this instanceof ToPath to
          ? "0" + to.path().baseName()
          : "1" + ((ToOutput) this).name();
    }
  }
}
