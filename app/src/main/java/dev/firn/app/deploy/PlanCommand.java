package dev.firn.app.deploy;

import dev.firn.app.command.DeployOptions;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.apply.Binding;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.log.Event;
import dev.firn.deploy.log.State;
import dev.firn.deploy.plan.Plan;
import dev.firn.deploy.plan.PlanJson;
import dev.firn.deploy.plan.PlanText;
import dev.firn.deploy.plan.SavedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code firn plan}: looks, and changes nothing. */
final class PlanCommand {
  private PlanCommand() {}

  static int run(DeployCall call) {
    return call.door()
        .load(
            call.line(),
            call.settings(),
            call.surroundings(),
            declared -> print(call, declared.deployment()));
  }

  private static int print(DeployCall call, Deployment wanted) {
    State known = call.deployments().read(wanted.name());
    State state =
        known != null
            ? known
            : new State(new Event.Opened(wanted.name(), wanted.source(), wanted.user()));
    Binding.check(state.opened(), wanted);
    Plan plan = Survey.plan(call.door().drivers(), state, wanted);
    String out = call.line().value(DeployOptions.OUT);
    if (out != null) {
      save(call.surroundings().directory(), out, plan);
    }
    if (call.json()) {
      call.print(PlanJson.write(plan));
    } else {
      call.print(PlanText.render(plan));
    }
    if (state.transaction() != null) {
      call.surroundings()
          .messages()
          .warn(
              "a change of '"
                  + wanted.name()
                  + "' was begun and not ended: firn apply undoes or finishes it first");
    }
    return plan.isEmpty() ? Outcome.DONE.exitStatus() : Outcome.DIFFERENCES.exitStatus();
  }

  private static void save(String directory, String name, Plan plan) {
    Path file = BytePaths.of(directory).resolve(BytePaths.of(name));
    try {
      Files.write(file, Latin1.bytes(SavedPlan.of(plan).write()));
    } catch (IOException failed) {
      throw new DeployFailure("cannot save the plan: " + Latin1.ofUnicode(failed.toString()));
    }
  }
}
