package dev.firn.app.deploy;

import dev.firn.app.command.DeployOptions;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.apply.Binding;
import dev.firn.deploy.apply.Engine;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.json.JsonFormatException;
import dev.firn.deploy.log.EventLog;
import dev.firn.deploy.log.LogDirectory;
import dev.firn.deploy.log.LogException;
import dev.firn.deploy.plan.SavedPlan;
import java.io.IOException;
import java.nio.file.Files;

/** {@code firn apply}. */
final class ApplyCommand {
  private final DeployCall call;

  private ApplyCommand(DeployCall call) {
    this.call = call;
  }

  static int run(DeployCall call) {
    String plan = call.line().value(DeployOptions.PLAN);
    ApplyCommand command = new ApplyCommand(call);
    return plan == null
        ? call.door().load(call.line(), call.settings(), call.surroundings(), command::apply)
        : command.apply(read(call.surroundings().directory(), plan));
  }

  private int apply(Declared declared) {
    Deployment wanted = declared.deployment();
    Changing changing = new Changing(call, wanted.name());
    return changing.run(directory -> open(directory, declared), engine -> engine.apply(wanted));
  }

  private EventLog open(LogDirectory directory, Declared declared) throws LogException {
    EventLog log = Binding.open(directory, declared.deployment());
    try {
      declared
          .roots()
          .keep(
              call.deployments().folder(declared.deployment().name()),
              declared.deployment().components().values());
    } catch (IOException failed) {
      throw new DeployFailure("cannot keep store paths: " + failed.getMessage());
    }
    return log;
  }

  private int apply(SavedPlan saved) {
    Deployment wanted = saved.wanted();
    return new Changing(call, wanted.name())
        .run(directory -> Binding.open(directory, wanted), (Engine engine) -> engine.apply(saved));
  }

  private static SavedPlan read(String directory, String name) {
    try {
      byte[] bytes = Files.readAllBytes(BytePaths.of(directory).resolve(BytePaths.of(name)));
      return SavedPlan.read(Latin1.string(bytes));
    } catch (IOException failed) {
      throw new DeployFailure("cannot read the plan: " + Latin1.ofUnicode(failed.toString()));
    } catch (JsonFormatException | JsonParseException wrong) {
      throw new DeployFailure(
          Outcome.REFUSED, "'" + name + "' cannot be used: " + wrong.getMessage());
    }
  }
}
