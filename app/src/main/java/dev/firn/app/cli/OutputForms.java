package dev.firn.app.cli;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.Option;
import dev.firn.app.eval.ValueOutput;
import dev.firn.app.eval.ValueOutput.Form;

/** The form of output that a command line asks for. */
final class OutputForms {
  private OutputForms() {}

  /** The form, the last one named if there are several. */
  static ValueOutput of(CommandLine line, Form otherwise) {
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
        otherwise == Form.PRETTY);
  }
}
