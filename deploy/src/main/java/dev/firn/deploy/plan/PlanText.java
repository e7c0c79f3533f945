package dev.firn.deploy.plan;

import dev.firn.base.text.Latin1;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A plan for people: bytes in UTF-8. */
public final class PlanText {
  private final StringBuilder text = new StringBuilder();

  private PlanText() {}

  /** Every component that something is done about, the order of the steps, and the counts; lines end with a newline. */
  public static String render(Plan plan) {
    PlanText result = new PlanText();
    plan.uncertain()
        .forEach(
            path -> result.text.append("? ").append(path).append("  nobody knows what is there\n"));
    for (Change change : plan.changes()) {
      if (change.action() != Action.KEEP) {
        result.add(change);
      }
    }
    result.order(plan);
    result.counts(plan);
    return result.text.toString();
  }

  /** Those changes, with the fields that differ; what is kept is left out. */
  public static String render(List<Change> changes) {
    PlanText result = new PlanText();
    changes.stream().filter(change -> change.action() != Action.KEEP).forEach(result::add);
    return result.text.toString();
  }

  private void add(Change change) {
    String sign = Latin1.ofUnicode(String.valueOf(change.action().sign()));
    text.append(sign).append(' ').append(change.path()).append("  ").append(change.action().text());
    if (!change.reason().isEmpty()) {
      text.append(": ").append(change.reason());
    }
    text.append('\n');
    for (FieldChange field : change.fields()) {
      text.append("    ")
          .append(field.name())
          .append(": ")
          .append(value(field.before()))
          .append(" -> ");
      text.append(value(field.after())).append('\n');
    }
  }

  private static String value(@Nullable String value) {
    return value == null ? "(none)" : value;
  }

  private void order(Plan plan) {
    if (plan.steps().isEmpty()) {
      return;
    }
    text.append("\nOrder:\n");
    for (Step step : plan.steps()) {
      text.append("  ").append(step.number() + 1).append(". ");
      text.append(step.operation().verb().name().toLowerCase(Locale.ROOT)).append(' ');
      text.append(step.operation().path())
          .append(" (")
          .append(step.operation().place())
          .append(')');
      text.append(step.reversible() ? "" : ", which cannot be undone").append('\n');
    }
    text.append('\n');
  }

  private void counts(Plan plan) {
    List<String> counts = new ArrayList<>();
    for (Action action : Action.values()) {
      // Hardly ever is something not ready, and nobody misses a 0.
      if (action != Action.PROBE || plan.count(action) > 0) {
        counts.add(plan.count(action) + " to " + action.text());
      }
    }
    if (!plan.uncertain().isEmpty()) {
      counts.add(plan.uncertain().size() + " uncertain");
    }
    text.append("Plan: ").append(String.join(", ", counts)).append(".\n");
  }
}
