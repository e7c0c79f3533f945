package dev.firn.deploy.probe;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.Probe;
import dev.firn.deploy.driver.Drivers;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.probe.Answer.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Asks the questions that Firn knows. What a driver says does not run is not asked further: it will not be ready.
 *
 * <ul>
 *   <li>{@code tcp}: a connection to {@code host} (by default this machine) and {@code port} can be made;
 *   <li>{@code http}: a GET of {@code url} with {@code headers} is answered with {@code status} (by default 200 to 399) and something in
 *       which {@code body} stands;
 *   <li>{@code command}: the list {@code command}, a program and its arguments, ends with 0;
 *   <li>{@code log}: a line since its start matches the regular expression {@code pattern};
 *   <li>{@code pidFile}: in the file {@code file} stands the id of a process;
 *   <li>{@code running}, {@code notify}: the driver says that it runs.
 * </ul>
 */
public final class Probes implements Prober {
  private final HealthReports health;
  private final Drivers drivers;

  /** Asks about components of those drivers. */
  public Probes(Drivers drivers) {
    this.drivers = drivers;
    this.health = new HealthReports(drivers);
  }

  @Override
  public Answer ask(String deployment, Component component) throws InterruptedException {
    Probe probe = component.probe();
    if (probe == null) {
      return new Answer(Kind.READY, "");
    }
    Answer answer = question(deployment, component, new ProbeArguments(probe));
    if (answer.kind() != Kind.NOT_YET) {
      return answer;
    }
    Health report = health.of(deployment, component);
    return report == null || !isOver(report) ? answer : new Answer(Kind.DEAD, text(report));
  }

  private Answer question(String deployment, Component component, ProbeArguments arguments)
      throws InterruptedException {
    return switch (arguments.kind()) {
      case "tcp" -> TcpQuestion.ask(arguments);
      case "http" -> HttpQuestion.ask(arguments);
      case "command" -> CommandQuestion.ask(arguments);
      case "log" ->
          LogQuestion.ask(
              drivers.at(component.place()),
              deployment,
              component,
              health.of(deployment, component),
              arguments);
      case "pidFile" -> PidFileQuestion.ask(arguments);
      case "running", "notify" -> asDriverSays(health.of(deployment, component));
      default ->
          new Answer(
              Kind.DEAD, "there is no probe '" + arguments.kind() + "' in this version of Firn");
    };
  }

  private static Answer asDriverSays(@Nullable Health report) {
    if (report == null) {
      return new Answer(Kind.NOT_YET, "nothing is known of it");
    }
    boolean runs = report.state() == Health.State.RUNNING;
    return new Answer(runs ? Kind.READY : Kind.NOT_YET, text(report));
  }

  private static boolean isOver(Health report) {
    return report.state() == Health.State.FAILED || report.state() == Health.State.STOPPED;
  }

  private static String text(Health report) {
    String state =
        switch (report.state()) {
          case STARTING -> "it is starting";
          case RUNNING -> "it runs";
          case WAITING -> "it ended and will be started again";
          case STOPPED -> "it does not run";
          case FAILED -> "it ended";
        };
    return report.text().isEmpty() ? state : state + ": " + report.text();
  }
}
