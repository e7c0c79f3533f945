package dev.firn.app.deploy;

import dev.firn.app.command.UsageException;
import dev.firn.base.json.Json;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.Probe;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.probe.Answer;
import dev.firn.deploy.probe.Probes;
import dev.firn.deploy.probe.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code firn restart}, {@code start} and {@code stop}: what is deployed stays what it is. */
final class ControlCommand {
  private final DeployCall call;
  private final Control control;
  private final String deployment;

  private ControlCommand(DeployCall call, Control control) {
    this.call = call;
    this.control = control;
    this.deployment = Selection.name(call, null);
  }

  static int run(DeployCall call, Control control) {
    if (call.line().operands().isEmpty()) {
      throw new UsageException("tell which components");
    }
    return new ControlCommand(call, control).run();
  }

  private int run() {
    return call.locked(
        deployment,
        _ -> {
          int status = 0;
          for (Component component : components()) {
            status = Math.max(status, control(component));
          }
          return status;
        });
  }

  private List<Component> components() {
    List<Component> components = new ArrayList<>();
    for (String name : call.line().operands()) {
      components.addAll(Components.named(Components.present(call.state(deployment)), name));
    }
    return components;
  }

  private int control(Component component) throws InterruptedException {
    Result result =
        call.door().drivers().at(component.place()).control(deployment, component, control);
    Probe probe = component.probe();
    if (result.ending() != Ending.DONE) {
      tell(component, result.message());
      return result.ending() == Ending.FAILED
          ? Outcome.ERROR.exitStatus()
          : Outcome.INCOMPLETE.exitStatus();
    }
    String unready = control == Control.STOP || probe == null ? "" : await(component, probe);
    tell(component, unready);
    return unready.isEmpty() ? 0 : Outcome.TIMED_OUT.exitStatus();
  }

  /** Waits until it is ready; says why not if it is not in its time. */
  private String await(Component component, Probe probe) throws InterruptedException {
    Probes probes = new Probes(call.door().drivers());
    Readiness readiness = new Readiness(probe, Instant.now());
    while (!readiness.isReady()) {
      Answer answer = probes.ask(deployment, component);
      readiness.add(answer, Instant.now());
      if (readiness.hasFailed()) {
        return "it is not ready: " + answer.text();
      }
      if (!readiness.isReady()) {
        Thread.sleep(Duration.between(Instant.now(), readiness.next()).toMillis());
      }
    }
    return "";
  }

  private void tell(Component component, String problem) {
    String verb = control.name().toLowerCase(Locale.ROOT);
    if (call.json()) {
      call.print(
          Json.object(
              Map.of(
                  "path", new Json.Str(component.path().toString()),
                  "control", new Json.Str(verb),
                  "done", new Json.Bool(problem.isEmpty()),
                  "message", new Json.Str(problem))));
    } else if (problem.isEmpty()) {
      String done = control == Control.STOP ? "stopped" : verb + "ed";
      call.print(done + " " + component.path() + "\n");
    } else {
      call.error(component.path() + ": " + problem);
    }
  }
}
