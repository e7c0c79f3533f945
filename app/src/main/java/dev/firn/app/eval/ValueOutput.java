package dev.firn.app.eval;

import dev.firn.app.console.Output;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.Deep;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;

/**
 * How values are printed.
 *
 * @param form the form
 * @param strict whether everything is evaluated first
 * @param locations whether XML tells where things were written
 */
public record ValueOutput(Form form, boolean strict, boolean locations) {
  /** The forms of a value. */
  public enum Form {
    /** For people, over several lines. */
    PRETTY,
    /** As {@code nix-instantiate --eval} prints. */
    PLAIN,
    /** A string as it is. */
    RAW,
    /** JSON. */
    JSON,
    /** XML. */
    XML
  }

  /** Prints a value. */
  public void print(Value value, Evaluation ev, Output output) {
    if (strict) {
      Deep.force(value, ev);
    }
    switch (form) {
      case PRETTY, PLAIN -> output.line(ValuePrinter.print(value, ValuePrinter.Options.EVAL, ev));
      case RAW ->
          output.print(
              Coerce.toString(
                      value,
                      Coerce.Mode.PLAIN,
                      ev,
                      Positions.NONE,
                      "while generating the eval command output")
                  .text());
      default -> throw new EvalError("this form of output is not there yet");
    }
  }
}
