package dev.firn.app.cli;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.Option;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.ValueOutput;
import dev.firn.app.eval.ValueOutput.Form;
import java.util.ArrayList;
import java.util.List;

/** The form of output that a command line asks for. */
final class OutputForms {
  private OutputForms() {}

  /** The form for {@code firn eval}: one at most may be named. */
  static ValueOutput ofEval(CommandLine line, Surroundings surroundings) {
    List<String> named = new ArrayList<>();
    for (Option option : List.of(EvalOptions.RAW, EvalOptions.JSON, EvalOptions.XML)) {
      if (line.has(option)) {
        named.add("--" + option.name());
      }
    }
    if (named.size() > 1) {
      throw new UsageException(String.join(" and ", named) + " are mutually exclusive");
    }
    boolean json = line.has(EvalOptions.JSON) && !line.has(EvalOptions.NO_PRETTY);
    return of(
        line,
        Form.EVALUATED,
        json && (line.has(EvalOptions.PRETTY) || surroundings.isInteractive()));
  }

  /** The form for {@code nix-instantiate}: of several, the last one counts. */
  static ValueOutput ofInstantiate(CommandLine line) {
    return of(line, Form.PLAIN, false);
  }

  private static ValueOutput of(CommandLine line, Form otherwise, boolean pretty) {
    Form form = otherwise;
    for (CommandLine.Given given : line.given()) {
      Option option = given.option();
      if (option == EvalOptions.JSON) {
        form = Form.JSON;
      } else if (option == EvalOptions.XML) {
        form = Form.XML;
      } else if (option == EvalOptions.RAW) {
        form = Form.RAW;
      }
    }
    return new ValueOutput(
        form,
        line.has(EvalOptions.STRICT),
        !line.has(EvalOptions.NO_LOCATION),
        otherwise == Form.EVALUATED,
        pretty);
  }
}
