package dev.firn.lang.print;

import dev.firn.base.json.JsonEncodingException;
import dev.firn.base.json.JsonHandler;
import dev.firn.base.json.JsonWriter;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Peeling;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.FunctionValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;

/**
 * Writes values as JSON. Attributes come in the order of their names; sets that stand for a string ({@code __toString}, {@code
 * outPath}) are that string; paths are copied to the store. Strings that mention secrets are refused.
 */
public final class JsonPrinter {
  private final JsonHandler out;
  private final ContextBuilder context;
  private final boolean strict;
  private final Evaluation ev;

  private JsonPrinter(JsonHandler out, ContextBuilder context, boolean strict, Evaluation ev) {
    this.out = out;
    this.context = context;
    this.strict = strict;
    this.ev = ev;
  }

  /**
   * Writes a value with all that it contains, evaluated.
   *
   * @param copyToStore whether paths are copied to the store, or else written as they are
   * @param context takes what the strings mention
   * @param position where that is asked for, for messages
   */
  public static void write(
      Lazy slot,
      JsonHandler out,
      boolean copyToStore,
      ContextBuilder context,
      Evaluation ev,
      int position) {
    new JsonPrinter(out, context, true, ev).write(slot, copyToStore, position);
  }

  /**
   * The JSON text of a value.
   *
   * @param strict whether to evaluate what was not evaluated yet, or else to fail there
   * @param copyToStore whether paths are copied to the store, or else written as they are
   * @param context takes what the strings mention
   * @param position where that is asked for, for messages
   */
  public static String print(
      Lazy slot,
      boolean strict,
      boolean copyToStore,
      ContextBuilder context,
      Evaluation ev,
      int position) {
    JsonWriter out = JsonWriter.compact();
    new JsonPrinter(out, context, strict, ev).write(slot, copyToStore, position);
    return finish(out);
  }

  /** The text of a writer that a value was written to. */
  public static String finish(JsonWriter out) {
    try {
      return out.finish();
    } catch (JsonEncodingException bad) {
      throw new EvalError("JSON serialization error: " + bad.getMessage());
    }
  }

  private void write(Lazy slot, boolean copy, int position) {
    if (ev.stackUsedUp()) {
      ev.onFreshStack(() -> {
        write(slot, copy, position);
        return true;
      });
      return;
    }
    ev.enter(position);
    ev.depth++;
    Lazy value = strict ? slot.force(ev, position) : slot.peek();
    if (value instanceof Value known) {
      writeValue(known, copy, position);
    } else {
      throw cannot((Thunk) value, position);
    }
    ev.depth--;
    ev.leave();
  }

  private void writeValue(Value value, boolean copy, int position) {
    switch (value) {
      case IntValue integer -> out.integer(integer.value());
      case BoolValue bool -> out.bool(bool.value());
      case StringValue string -> writeString(string);
      case PathValue path -> out.string(copy ? Coerce.copyToStore(path, context, ev) : path.path());
      case NullValue _ -> out.nullValue();
      case Attrs attrs -> peel(attrs, copy, position);
      case ListValue list -> writeList(list, copy, position);
      case FloatValue real -> out.number(real.value());
      case FunctionValue function ->
          throw new EvalError(
              "cannot convert " + function.describe() + " to JSON", function.position(position));
    }
  }

  private static EvalError cannot(Thunk thunk, int position) {
    String what = thunk.failure() != null ? "a failed value" : "a thunk";
    return new EvalError("cannot convert " + what + " to JSON", position);
  }

  private void writeString(StringValue string) {
    Secrets.refuse(string.context(), "JSON");
    context.add(string.context());
    out.string(string.text());
  }

  private void peel(Attrs attrs, boolean copy, int position) {
    Peeling.Use<Boolean> use =
        (peeled, calledToString) -> {
          if (peeled instanceof Attrs members) {
            writeAttrs(members, copy);
          } else {
            // What __toString gives is not copied to the store, even if it is a path.
            write(peeled, copy && !calledToString, position);
          }
          return true;
        };
    new Peeling<>(ev, true, use).peel(attrs, position);
  }

  private void writeAttrs(Attrs attrs, boolean copy) {
    if (strict) {
      ev.ahead(attrs.values());
    }
    out.startObject();
    for (int index : attrs.shape().lexical()) {
      Symbol name = attrs.shape().name(index);
      int written = attrs.shape().position(index);
      out.key(name.name());
      try {
        write(attrs.value(index), copy, written);
      } catch (EvalError error) {
        throw error.trace(written, "while evaluating attribute '" + name.shown() + "'");
      }
    }
    out.endObject();
  }

  private void writeList(ListValue list, boolean copy, int position) {
    if (strict) {
      ev.ahead(list.elements());
    }
    out.startArray();
    for (int i = 0; i < list.size(); i++) {
      try {
        write(list.get(i), copy, position);
      } catch (EvalError error) {
        throw error.trace(position, "while evaluating list element at index " + i);
      }
    }
    out.endArray();
  }
}
