package dev.firn.base.json;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks through a value. Depth costs memory but no stack. */
final class JsonEmitter {
  /** Members that are still to come: of an array, or of an object. */
  private record Rest(
      @Nullable Iterator<Json> array, @Nullable Iterator<Map.Entry<String, Json>> object) {}

  private final JsonHandler handler;
  private final ArrayDeque<Rest> open = new ArrayDeque<>();

  private JsonEmitter(JsonHandler handler) {
    this.handler = handler;
  }

  static void emit(Json value, JsonHandler handler) {
    JsonEmitter emitter = new JsonEmitter(handler);
    emitter.value(value);
    while (!emitter.open.isEmpty()) {
      emitter.step(emitter.open.element());
    }
  }

  private void step(Rest rest) {
    if (rest.array() != null) {
      if (rest.array().hasNext()) {
        value(rest.array().next());
      } else {
        open.pop();
        handler.endArray();
      }
    } else if (rest.object() != null && rest.object().hasNext()) {
      Map.Entry<String, Json> member = rest.object().next();
      handler.key(member.getKey());
      value(member.getValue());
    } else {
      open.pop();
      handler.endObject();
    }
  }

  private void value(Json value) {
    if (value instanceof Json.Str string) {
      handler.string(string.value());
    } else if (value instanceof Json.Int integer) {
      handler.integer(integer.value());
    } else if (value instanceof Json.Unsigned unsigned) {
      handler.unsigned(unsigned.bits());
    } else if (value instanceof Json.Num number) {
      handler.number(number.value());
    } else if (value instanceof Json.Bool bool) {
      handler.bool(bool.value());
    } else if (value instanceof Json.Array array) {
      handler.startArray();
      open.push(new Rest(array.members().iterator(), null));
    } else if (value instanceof Json.Obj object) {
      handler.startObject();
      open.push(new Rest(null, object.members().entrySet().iterator()));
    } else {
      handler.nullValue();
    }
  }
}
