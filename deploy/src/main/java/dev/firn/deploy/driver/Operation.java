package dev.firn.deploy.driver;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done to one component.
 *
 * @param before what is there; null for {@link Verb#START}
 * @param after what shall be there; null for {@link Verb#STOP}
 */
public record Operation(Verb verb, @Nullable Component before, @Nullable Component after) {
  /** Checks that there is what the verb needs. */
  public Operation {
    if ((before == null) != (verb == Verb.START) || (after == null) != (verb == Verb.STOP)) {
      throw new IllegalArgumentException(verb + " from " + before + " to " + after);
    }
  }

  /** The component as it shall be or, if it goes, as it was. */
  public Component component() {
    Component some = after != null ? after : before;
    if (some == null) {
      throw new IllegalStateException("an operation on nothing");
    }
    return some;
  }

  /** The path of the component. */
  public ComponentPath path() {
    return component().path();
  }

  /** Where it is done. */
  public Place place() {
    return component().place();
  }
}
