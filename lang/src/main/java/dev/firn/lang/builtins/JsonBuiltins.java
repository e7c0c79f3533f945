package dev.firn.lang.builtins;

import dev.firn.base.json.JsonParseException;
import dev.firn.base.json.JsonParser;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.print.JsonPrinter;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;

/** JSON. */
final class JsonBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry.add("__toJSON", 1, JsonBuiltins::toJson).add("__fromJSON", 1, JsonBuiltins::fromJson);
  }

  private static Value toJson(Evaluation ev, int position, Lazy[] args) {
    ContextBuilder context = new ContextBuilder();
    String text = JsonPrinter.print(args[0], true, true, context, ev, Positions.NONE);
    return new StringValue(text, context.build());
  }

  private static Value fromJson(Evaluation ev, int position, Lazy[] args) {
    String context = "while evaluating the first argument passed to builtins.fromJSON";
    String text = Force.plainString(args[0], ev, Positions.NONE, context);
    JsonValues values = new JsonValues(ev);
    try {
      JsonParser.parse(text, values);
    } catch (JsonParseException bad) {
      throw new EvalError(String.valueOf(bad.getMessage()))
          .trace(Positions.NONE, "while decoding a JSON string");
    }
    return values.result();
  }
}
