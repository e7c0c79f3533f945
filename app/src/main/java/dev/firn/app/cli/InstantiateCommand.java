package dev.firn.app.cli;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Session;
import dev.firn.app.settings.Settings;

/** {@code firn instantiate}: writes derivations to the store. */
final class InstantiateCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    return Session.run(
        line,
        settings,
        surroundings,
        line.has(EvalOptions.READONLY_MODE) ? Session.Access.READ : Session.Access.FILL,
        session -> {
          new Instantiation(session, surroundings, line).run(Inputs.of(line));
          return 0;
        });
  }
}
