package dev.firn.app.eval;

import dev.firn.app.console.Output;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Deep;
import dev.firn.lang.print.JsonPrinter;
import dev.firn.lang.print.PlainPrinter;
import dev.firn.lang.print.XmlPrinter;
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
 * @param copyPaths whether JSON copies paths to the store
 */
public record ValueOutput(Form form, boolean strict, boolean locations, boolean copyPaths) {
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
    ContextBuilder context = new ContextBuilder();
    switch (form) {
      case PRETTY -> output.line(ValuePrinter.print(value, ValuePrinter.Options.EVAL, ev));
      case PLAIN -> {
        if (strict) {
          Deep.force(value, ev);
        }
        output.line(PlainPrinter.print(value, context, ev));
      }
      case JSON -> {
        int position = value.position(Positions.NONE);
        output.line(JsonPrinter.print(value, strict, copyPaths, context, ev, position));
      }
      case XML -> output.print(XmlPrinter.print(value, strict, locations, context, ev));
      case RAW ->
          output.print(
              Coerce.toString(
                      value,
                      Coerce.Mode.PLAIN,
                      ev,
                      Positions.NONE,
                      "while generating the eval command output")
                  .text());
    }
  }
}
