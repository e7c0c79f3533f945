package dev.firn.base.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds a value from the parts of a text. Open arrays and objects wait on a stack of its own. */
final class JsonTreeBuilder implements JsonHandler {
  /** An array (without map) or an object that is not complete. */
  private static final class Open {
    final List<Json> array = new ArrayList<>();
    final @Nullable SortedMap<String, Json> object;
    String key = "";

    Open(boolean isObject) {
      object = isObject ? new TreeMap<>() : null;
    }

    void add(Json value) {
      if (object != null) {
        object.put(key, value);
      } else {
        array.add(value);
      }
    }

    Json close() {
      return object != null ? new Json.Obj(object) : new Json.Array(array);
    }
  }

  private final ArrayDeque<Open> open = new ArrayDeque<>();
  private Json result = new Json.Null();

  /** The value, once all parts were given. */
  Json result() {
    return result;
  }

  private void add(Json value) {
    Open parent = open.peek();
    if (parent == null) {
      result = value;
    } else {
      parent.add(value);
    }
  }

  @Override
  public void nullValue() {
    add(new Json.Null());
  }

  @Override
  public void bool(boolean value) {
    add(new Json.Bool(value));
  }

  @Override
  public void integer(long value) {
    add(new Json.Int(value));
  }

  @Override
  public void unsigned(long bits) {
    add(new Json.Unsigned(bits));
  }

  @Override
  public void number(double value) {
    add(new Json.Num(value));
  }

  @Override
  public void string(String value) {
    add(new Json.Str(value));
  }

  @Override
  public void startArray() {
    open.push(new Open(false));
  }

  @Override
  public void endArray() {
    add(open.pop().close());
  }

  @Override
  public void startObject() {
    open.push(new Open(true));
  }

  @Override
  public void key(String name) {
    open.element().key = name;
  }

  @Override
  public void endObject() {
    add(open.pop().close());
  }
}
