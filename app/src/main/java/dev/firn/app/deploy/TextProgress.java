package dev.firn.app.deploy;

import dev.firn.base.text.Ansi;
import dev.firn.deploy.apply.Failure;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.deploy.log.Direction;
import dev.firn.deploy.plan.Plan;
import dev.firn.deploy.plan.PlanText;
import dev.firn.deploy.plan.Step;
import dev.firn.deploy.probe.Answer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells people: a line for each event and, on a terminal, a last line that says what it waits for. */
final class TextProgress implements ChangeProgress {
  private static final int NANOS_PER_MS = 1_000_000;

  private final DeployCall call;
  private final String deployment;
  private final boolean live;
  private final Map<ComponentPath, Long> begun = new HashMap<>();
  private String waiting = "";
  private int steps;
  private int done;

  TextProgress(DeployCall call, String deployment) {
    this.call = call;
    this.deployment = deployment;
    this.live = call.surroundings().isInteractive();
  }

  private void line(String text) {
    String before = live ? "\r\u001b[K" : "";
    call.print(before + Ansi.filter(text, live) + "\n" + (live ? status() : ""));
  }

  private String status() {
    return done == steps ? "" : done + " of " + steps + " done" + waiting;
  }

  private void redraw() {
    if (live) {
      call.print("\r\u001b[K" + status());
    }
  }

  @Override
  public void planned(Direction direction, Plan plan) {
    steps = 0;
    done = 0;
    line(direction == Direction.UNDO ? deployment + ": undoing" : deployment + ":");
    call.print(PlanText.render(plan));
    steps = plan.steps().size();
  }

  private static String word(Verb verb) {
    return verb.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void started(Step step) {
    begun.put(step.operation().path(), System.nanoTime());
    line(word(step.operation().verb()) + " " + step.operation().path());
  }

  @Override
  public void ended(Step step, Result result) {
    if (result.ending() != Ending.DONE) {
      done++;
      line(
          Ansi.RED
              + "failed"
              + Ansi.NORMAL
              + " "
              + step.operation().path()
              + ": "
              + result.message());
    }
  }

  @Override
  public void probed(Step step, Answer answer) {
    waiting = ", waiting for " + step.operation().path() + ": " + firstLine(answer.text());
    redraw();
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  @Override
  public void ready(Step step) {
    done++;
    waiting = "";
    ComponentPath path = step.operation().path();
    String what = step.operation().verb() == Verb.STOP ? "gone " : "ready ";
    long took = System.nanoTime() - begun.getOrDefault(path, System.nanoTime());
    line(Ansi.GREEN + what.trim() + Ansi.NORMAL + " " + path + " (" + seconds(took) + ")");
  }

  private static String seconds(long nanos) {
    long millis = nanos / NANOS_PER_MS;
    return millis / 1000 + "." + (millis % 1000 + 1000 + "").substring(1) + " s";
  }

  @Override
  public void finished(Report report, int generation) {
    steps = done;
    redraw();
    for (Failure failure : report.failures()) {
      call.error(failure.path() + ": " + failure.message() + quoted(failure));
    }
    if (report.outcome() != Outcome.DONE) {
      call.error(deployment + ": " + report.message() + named(report));
    } else {
      String now = generation == 0 ? "nothing is deployed" : "generation " + generation;
      line(deployment + ": " + (report.message().isEmpty() ? now : report.message() + "; " + now));
    }
  }

  private static String quoted(Failure failure) {
    return failure.lastLines().isEmpty()
        ? ""
        : failure.lastLines().stream()
            .map(line -> "\n  | " + line)
            .collect(Collectors.joining("", "\nits log ended with", ""));
  }

  private static String named(Report report) {
    return report.left().isEmpty()
        ? ""
        : report.left().stream()
            .map(ComponentPath::toString)
            .collect(Collectors.joining(", ", "; not as they should be: ", ""));
  }
}
