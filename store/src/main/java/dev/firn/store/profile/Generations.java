package dev.firn.store.profile;

import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All generations of a profile.
 *
 * @param all in order of their numbers
 * @param current the number of the one that the profile leads to; 0 if it leads to none
 */
public record Generations(List<Generation> all, long current) {
  /** Copies the list. */
  public Generations {
    all = List.copyOf(all);
  }

  /** The generation of that number; null if there is none. */
  public @Nullable Generation find(long number) {
    return last(each -> each == number);
  }

  /** The last one before the current one; null if there is none. */
  public @Nullable Generation previous() {
    return last(each -> each < current);
  }

  private @Nullable Generation last(LongPredicate wanted) {
    for (Generation each : all.reversed()) {
      if (wanted.test(each.number())) {
        return each;
      }
    }
    return null;
  }
}
