package dev.firn.lang.builtins;

import dev.firn.base.json.JsonHandler;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes values of JSON. Nesting costs memory but no stack. */
final class JsonValues implements JsonHandler {
  /** The values of all open arrays and objects, the outermost first, and below them the result. */
  private final List<Lazy> values = new ArrayList<>();

  private final Evaluation ev;

  /** The names of the members of all open objects. */
  private final List<Symbol> names = new ArrayList<>();

  /** Where the open arrays and objects begin in {@code values} and {@code names}. */
  private final List<Start> open = new ArrayList<>();

  JsonValues(Evaluation ev) {
    this.ev = ev;
  }

  private record Start(int value, int name) {}

  /** The value of the text. */
  Value result() {
    return (Value) values.get(0);
  }

  @Override
  public void nullValue() {
    values.add(NullValue.INSTANCE);
  }

  @Override
  public void bool(boolean value) {
    values.add(BoolValue.of(value));
  }

  @Override
  public void integer(long value) {
    values.add(IntValue.of(value));
  }

  @Override
  public void unsigned(long bits) {
    throw new EvalError(
        "unsigned json number " + Long.toUnsignedString(bits) + " outside of Nix integer range");
  }

  @Override
  public void number(double value) {
    values.add(new FloatValue(value));
  }

  @Override
  public void string(String value) {
    values.add(new StringValue(NullByteError.refuse(value)));
  }

  @Override
  public void startArray() {
    open.add(new Start(values.size(), names.size()));
  }

  @Override
  public void endArray() {
    List<Lazy> elements = values.subList(open.removeLast().value(), values.size());
    ListValue list = ListValue.of(elements);
    elements.clear();
    values.add(list);
  }

  @Override
  public void startObject() {
    startArray();
  }

  @Override
  public void key(String name) {
    names.add(ev.symbol(NullByteError.refuse(name)));
  }

  @Override
  public void endObject() {
    Start start = open.removeLast();
    List<Symbol> keys = names.subList(start.name(), names.size());
    List<Lazy> members = values.subList(start.value(), values.size());
    Value attrs = attrs(keys, members);
    keys.clear();
    members.clear();
    values.add(attrs);
  }

  /** A set; of members with one name the last counts. */
  private static Value attrs(List<Symbol> keys, List<Lazy> members) {
    int size = keys.size();
    // A key is the symbol's id and the index of the member: of several with one name the last comes
    // last.
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = ((long) keys.get(i).id << 32) | i;
    }
    Arrays.sort(order);
    AttrsBuilder attrs = new AttrsBuilder(size);
    for (int i = 0; i < size; i++) {
      if (i + 1 == size || order[i] >>> 32 != order[i + 1] >>> 32) {
        int from = (int) order[i];
        attrs.add(keys.get(from), members.get(from));
      }
    }
    return attrs.build();
  }
}
