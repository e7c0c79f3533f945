package dev.firn.app.eval;

import dev.firn.app.console.Output;
import dev.firn.base.json.JsonWriter;
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
 * @param strict whether everything is evaluated first, the parts of derivations too
 * @param locations whether XML tells where things were written
 * @param likeNixEval whether what is printed is evaluated and paths in JSON stay where they are, as {@code nix eval} does and {@code
 *     nix-instantiate} does not
 * @param pretty whether JSON has lines and indentation
 */
public record ValueOutput(
    Form form, boolean strict, boolean locations, boolean likeNixEval, boolean pretty) {
  /** The forms of a value. */
  public enum Form {
    /** As {@code nix eval} prints. */
    EVALUATED,
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
    if (strict && (form == Form.EVALUATED || form == Form.PLAIN)) {
      Deep.force(value, ev);
    }
    switch (form) {
      case EVALUATED -> output.line(ValuePrinter.print(value, ValuePrinter.Options.EVAL, ev));
      case PLAIN -> output.line(PlainPrinter.print(value, context, ev));
      case JSON -> output.line(json(value, context, ev));
      case XML ->
          output.print(XmlPrinter.print(value, strict || likeNixEval, locations, context, ev));
      case RAW ->
          output.print(
              Coerce.toText(value, Coerce.Mode.COPY, context, ev, Positions.NONE, purpose()));
    }
  }

  private String json(Value value, ContextBuilder context, Evaluation ev) {
    int position = value.position(Positions.NONE);
    if (pretty) {
      JsonWriter lines = JsonWriter.indented(2);
      JsonPrinter.write(value, lines, !likeNixEval, context, ev, position);
      return JsonPrinter.finish(lines);
    }
    return JsonPrinter.print(value, strict || likeNixEval, !likeNixEval, context, ev, position);
  }

  private String purpose() {
    return likeNixEval
        ? "while generating the eval command output"
        : "while generating the nix-instantiate output";
  }
}
