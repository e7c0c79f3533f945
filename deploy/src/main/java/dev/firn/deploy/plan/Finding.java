package dev.firn.deploy.plan;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.driver.Present;
import org.jspecify.annotations.Nullable;

/** What is there of one component, as far as log and drivers together tell. */
public sealed interface Finding {
  /** It is there, as it was left. */
  record AsLeft(Component component) implements Finding {}

  /** Something is there, but not as it was left: it must go before anything can come. */
  record Altered(Component component, String how) implements Finding {}

  /** Nothing is there. */
  record Gone(String how) implements Finding {}

  /** Nobody knows. */
  record Unknown() implements Finding {}

  /** What a standing and an observation say together. The log is believed where the driver cannot be asked, unless it doubts itself. */
  static Finding of(Standing standing, Observed observed) {
    Component component = standing.component();
    Present present = observed.at(component.place(), component.path());
    if (!observed.knows(component.place())) {
      return standing instanceof Standing.Settled ? new AsLeft(component) : new Unknown();
    }
    if (present == null) {
      return new Gone("it is not there any more");
    }
    Component match = match(standing, present.fingerprint());
    if (match == null) {
      return new Altered(component, "something else is there");
    }
    return present.running() ? new AsLeft(match) : new Altered(match, "it does not run");
  }

  private static @Nullable Component match(Standing standing, String fingerprint) {
    return switch (standing) {
      case Standing.Settled settled -> matching(settled.component(), fingerprint);
      case Standing.Doubtful doubtful -> {
        Component after = matching(doubtful.after(), fingerprint);
        yield after != null ? after : matching(doubtful.before(), fingerprint);
      }
    };
  }

  private static @Nullable Component matching(@Nullable Component component, String fingerprint) {
    return component != null && component.fingerprint().equals(fingerprint) ? component : null;
  }
}
