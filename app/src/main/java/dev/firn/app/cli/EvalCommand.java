package dev.firn.app.cli;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Session;
import dev.firn.app.eval.ValueFiles;
import dev.firn.app.eval.ValueOutput;
import dev.firn.app.settings.Settings;
import dev.firn.base.sys.BytePaths;
import dev.firn.lang.value.Value;
import java.nio.file.Path;

/** {@code firn eval}: evaluates an expression and prints its value. */
final class EvalCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    ValueOutput output = OutputForms.ofEval(line, surroundings);
    String files = line.value(EvalOptions.WRITE_TO);
    return Session.run(
        line,
        settings,
        surroundings,
        line.has(EvalOptions.READONLY_MODE) ? Session.Access.READ : Session.Access.WRITE,
        session -> {
          session.forEachSelected(
              Inputs.of(line),
              Inputs.selections(line),
              value -> {
                Value called = session.called(value);
                if (files == null) {
                  output.print(called, session.evaluation(), surroundings.output());
                } else {
                  Path place = Path.of(surroundings.directory()).resolve(BytePaths.of(files));
                  ValueFiles.write(called, place, session.evaluation());
                }
              });
          return 0;
        });
  }
}
