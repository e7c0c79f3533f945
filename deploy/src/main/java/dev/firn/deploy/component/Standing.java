package dev.firn.deploy.component;

import org.jspecify.annotations.Nullable;

/** What is known of a component that may be there. */
public sealed interface Standing {
  /** It is there. */
  record Settled(Component component) implements Standing {}

  /**
   * A change was begun and nobody knows how far it got. At least one of the two is there to tell where to look.
   *
   * @param before what was there before; null if nothing
   * @param after what shall be there after; null if nothing
   */
  record Doubtful(@Nullable Component before, @Nullable Component after) implements Standing {}

  /** What to look for: what was there last, as far as anything is known to have been. */
  default Component component() {
    return switch (this) {
      case Settled settled -> settled.component();
      case Doubtful doubtful -> {
        Component some = doubtful.before() != null ? doubtful.before() : doubtful.after();
        if (some == null) {
          throw new IllegalStateException("a change from nothing to nothing");
        }
        yield some;
      }
    };
  }
}
