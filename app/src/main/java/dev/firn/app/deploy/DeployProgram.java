package dev.firn.app.deploy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CommandSpec;
import dev.firn.app.command.DeployCommands;
import dev.firn.app.command.DeployOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.recall.NotHere;
import dev.firn.app.settings.Settings;
import dev.firn.deploy.apply.Engine;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.log.Direction;
import dev.firn.deploy.log.EventLog;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands about deployments. */
public final class DeployProgram implements Command {
  private final FrontDoor door;

  /** The commands for what comes through that door. */
  public DeployProgram(FrontDoor door) {
    this.door = door;
  }

  /** The command of that name; null if it is not about deployments. */
  public static @Nullable Command find(CommandSpec spec) {
    return DeployCommands.ALL.contains(spec)
        ? (line, settings, surroundings) ->
            new DeployProgram(new ProcessDoor(settings, surroundings))
                .run(line, settings, surroundings)
        : null;
  }

  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    DeployCall call =
        new DeployCall(
            line, settings, surroundings, Deployments.of(surroundings.environment()), door);
    try {
      return surroundings.recall() == null ? run(call) : tell(call);
    } catch (DeployFailure failure) {
      call.error(failure.getMessage());
      return failure.outcome().exitStatus();
    } catch (ModelException wrong) {
      call.error(wrong.getMessage());
      return Outcome.ERROR.exitStatus();
    }
  }

  /** In a resident evaluator nothing is changed: that is done where people see it, and can end it. */
  private static int tell(DeployCall call) {
    String command = call.line().spec().name();
    boolean declares = command.equals("plan") || command.equals("apply");
    if (!declares || call.line().has(DeployOptions.PLAN)) {
      throw new NotHere();
    }
    // What was told until now is what whoever asks has told too.
    call.surroundings().output().line("").flush();
    return call.door().tell(call.line(), call.settings(), call.surroundings());
  }

  private static int run(DeployCall call) {
    return switch (call.line().spec().name()) {
      case "plan" -> PlanCommand.run(call);
      case "apply" -> ApplyCommand.run(call);
      case "status" -> StatusCommand.run(call);
      case "logs" -> LogsCommand.run(call);
      case "history" -> HistoryCommand.history(call);
      case "diff" -> HistoryCommand.diff(call);
      case "graph" -> GraphCommand.run(call);
      case "rollback" -> rollback(call);
      case "recover" -> change(call, engine -> engine.recover(direction(call)));
      case "destroy" -> DestroyCommand.run(call);
      case "restart" -> ControlCommand.run(call, Control.RESTART);
      case "start" -> ControlCommand.run(call, Control.START);
      default -> ControlCommand.run(call, Control.STOP);
    };
  }

  private static int rollback(DeployCall call) {
    int to = call.number(DeployOptions.TO, 1, 0);
    return change(call, engine -> engine.rollback(to == 0 ? null : to));
  }

  private static @Nullable Direction direction(DeployCall call) {
    boolean finish = call.line().has(DeployOptions.FINISH);
    boolean undo = call.line().has(DeployOptions.UNDO);
    if (finish && undo) {
      throw new UsageException("'--finish' and '--undo' cannot both be");
    }
    return finish ? Direction.FINISH : undo ? Direction.UNDO : null;
  }

  private static int change(DeployCall call, Function<Engine, Report> work) {
    String name = Selection.name(call, call.operand(0));
    return new Changing(call, name).run(EventLog::open, work);
  }
}
