package dev.firn.app.deploy;

import dev.firn.base.text.DurationText;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.log.State;
import dev.firn.deploy.plan.Change;
import dev.firn.deploy.plan.PlanText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What there is of deployments, for people: bytes. */
final class StatusText {
  private static final String NONE = "-";

  private StatusText() {}

  /** A line for each deployment. */
  static String all(List<Survey> surveys) {
    Table table = new Table("DEPLOYMENT", "GENERATION", "COMPONENTS", "STATE", "SOURCE");
    for (Survey survey : surveys) {
      State state = survey.state();
      table.row(
          state.opened().name(),
          generation(state),
          survey.components().size() + "",
          summary(survey),
          state.opened().source());
    }
    return table.render();
  }

  private static String generation(State state) {
    return state.history().current() == 0 ? NONE : state.history().current() + "";
  }

  private static String summary(Survey survey) {
    State state = survey.state();
    if (state.transaction() != null) {
      return "a change was begun and not ended: run firn recover";
    }
    if (!survey.uncertain().isEmpty()) {
      return survey.uncertain().size() + " uncertain";
    }
    if (!survey.drift().isEmpty()) {
      return survey.drift().size() + " not as deployed";
    }
    return state.history().current() == 0 ? "nothing is deployed" : "as deployed";
  }

  /** A deployment, with a line for each component. */
  static String deployment(Survey survey) {
    State state = survey.state();
    String head =
        state.opened().name()
            + "  generation "
            + generation(state)
            + ", "
            + summary(survey)
            + "  ("
            + state.opened().source()
            + ")\n";
    if (survey.components().isEmpty()) {
      return head;
    }
    Table table = new Table("COMPONENT", "STATE", "PROCESS", "SINCE", "RESTARTS", "BY", "");
    for (Component component : survey.components().values()) {
      Health health = survey.health().get(component.path());
      table.row(
          component.path().toString(),
          state(survey, component.path(), health),
          health == null || health.processId() == null ? NONE : health.processId() + "",
          health == null ? NONE : age(health.since()),
          health == null || health.restarts() < 0 ? NONE : health.restarts() + "",
          component.place().toString(),
          note(survey, component.path(), health));
    }
    return head + "\n" + table.render();
  }

  private static String state(Survey survey, ComponentPath path, @Nullable Health health) {
    if (survey.uncertain().contains(path)) {
      return "unknown";
    }
    if (health != null) {
      return health.state().name().toLowerCase(Locale.ROOT);
    }
    return survey.state().standings().containsKey(path) && !survey.drift().containsKey(path)
        ? "there"
        : "missing";
  }

  private static String note(Survey survey, ComponentPath path, @Nullable Health health) {
    String text = health == null ? "" : health.text();
    Change drift = survey.drift().get(path);
    if (drift == null) {
      return text;
    }
    String how = drift.reason().isEmpty() ? drift.action().text() : drift.reason();
    return text.isEmpty() ? how : text + "; " + how;
  }

  /** How long ago that was: the two largest of days, hours, minutes and seconds. */
  static String age(@Nullable Instant since) {
    if (since == null) {
      return NONE;
    }
    return DurationText.of(Duration.between(since, Instant.now()));
  }

  /** All about the one component of a survey. */
  static String component(Survey survey) {
    StringBuilder text = new StringBuilder(deployment(survey));
    for (Component component : survey.components().values()) {
      text.append("\ndepends on: ").append(list(component.dependsOn())).append('\n');
      component
          .inputs()
          .forEach(
              (name, value) -> text.append(name).append(": ").append(value.print()).append('\n'));
      Change drift = survey.drift().get(component.path());
      if (drift != null) {
        text.append("\nto make it as deployed:\n").append(PlanText.render(List.of(drift)));
      }
    }
    return text.toString();
  }

  private static String list(Iterable<ComponentPath> paths) {
    StringBuilder text = new StringBuilder();
    paths.forEach(path -> text.append(text.isEmpty() ? "" : ", ").append(path));
    return text.isEmpty() ? "nothing" : text.toString();
  }
}
