package dev.firn.app.cli;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Session;
import dev.firn.app.eval.ValueOutput;
import dev.firn.app.settings.Settings;

/** {@code firn eval}: evaluates an expression and prints its value. */
final class EvalCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    ValueOutput output = OutputForms.ofEval(line);
    return Session.run(
        line,
        settings,
        surroundings,
        line.has(EvalOptions.READONLY_MODE) ? Session.Access.READ : Session.Access.WRITE,
        session -> {
          session.forEachSelected(
              Inputs.of(line),
              Inputs.selections(line),
              value ->
                  output.print(session.called(value), session.evaluation(), surroundings.output()));
          return 0;
        });
  }
}
