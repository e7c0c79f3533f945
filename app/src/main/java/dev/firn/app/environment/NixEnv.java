package dev.firn.app.environment;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.NixEnvOptions;
import dev.firn.app.command.Option;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Session;
import dev.firn.app.settings.Settings;
import dev.firn.base.activity.Level;

/** {@code nix-env}: one operation on a profile. */
public final class NixEnv implements Command {
  /** The command. */
  public NixEnv() {}

  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    Option operation = line.operation(NixEnvOptions.OPERATIONS);
    if (line.has(NixEnvOptions.DRY_RUN)) {
      surroundings.messages().say(Level.INFO, "(dry run; not doing anything)");
    }
    return Session.run(
        line,
        settings,
        surroundings,
        access(line, operation),
        session -> {
          run(operation, new EnvironmentCall(line, session, settings, surroundings));
          return 0;
        });
  }

  private static Session.Access access(CommandLine line, Option operation) {
    boolean reads = operation == NixEnvOptions.QUERY || line.has(EvalOptions.READONLY_MODE);
    return reads ? Session.Access.READ : Session.Access.WRITE;
  }

  private static void run(Option operation, EnvironmentCall call) {
    switch (operation.name()) {
      case "install" -> Installation.install(call);
      case "set" -> Installation.set(call);
      case "upgrade" -> Upgrade.run(call);
      case "uninstall" -> InstalledChanges.uninstall(call);
      case "set-flag" -> InstalledChanges.setFlag(call);
      case "query" -> Query.run(call);
      case "switch-profile" -> GenerationOperations.switchProfile(call);
      case "switch-generation" -> GenerationOperations.switchTo(call);
      case "rollback" -> GenerationOperations.rollBack(call);
      case "list-generations" -> GenerationOperations.list(call);
      case "delete-generations" -> GenerationOperations.delete(call);
      default -> throw new IllegalStateException(operation.name());
    }
  }
}
