package dev.firn.lang.print;

import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.syntax.Identifiers;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Reals;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Builtin;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lambda;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.PartialBuiltin;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints values as {@code nix-instantiate --eval} does: on one line, evaluating nothing. What was not evaluated is {@code <CODE>},
 * functions are {@code <LAMBDA>}; a set or list that was printed before is {@code «repeated»}.
 */
public final class PlainPrinter {
  private static final String REPEATED = ValuePrinter.OPEN + "repeated" + ValuePrinter.CLOSE;

  private final StringBuilder out = new StringBuilder();
  private final @Nullable Set<Object> seen;
  private final ContextBuilder context;
  private final Evaluation ev;

  private PlainPrinter(@Nullable Set<Object> seen, ContextBuilder context, Evaluation ev) {
    this.seen = seen;
    this.context = context;
    this.ev = ev;
  }

  /**
   * The text of a value.
   *
   * @param context takes what the strings mention
   */
  public static String print(Lazy slot, ContextBuilder context, Evaluation ev) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return new PlainPrinter(seen, context, ev).text(slot);
  }

  /**
   * The text of a value that does not contain itself, everything printed as often as it is there: what can be read back.
   *
   * @param context takes what the strings mention
   */
  public static String printAll(Lazy slot, ContextBuilder context, Evaluation ev) {
    return new PlainPrinter(null, context, ev).text(slot);
  }

  private String text(Lazy slot) {
    write(slot);
    return out.toString();
  }

  private void write(Lazy slot) {
    if (ev.stackUsedUp()) {
      ev.onFreshStack(() -> {
        write(slot);
        return true;
      });
      return;
    }
    Lazy known = slot.peek();
    ev.enter(slot.position(Positions.NONE));
    ev.depth++;
    if (known instanceof Value value) {
      writeValue(value, slot);
    } else {
      writeThunk((Thunk) known);
    }
    ev.depth--;
    ev.leave();
  }

  private void writeThunk(Thunk thunk) {
    out.append(
        thunk.isRunning()
            ? ValuePrinter.OPEN + "potential infinite recursion" + ValuePrinter.CLOSE
            : "<CODE>");
  }

  private void writeValue(Value value, Lazy slot) {
    switch (value) {
      case IntValue integer -> out.append(integer.value());
      case BoolValue bool -> out.append(bool.value());
      case StringValue string -> writeString(string);
      case PathValue path -> out.append(path.shown());
      case NullValue _ -> out.append("null");
      case Attrs attrs -> writeAttrs(attrs);
      case ListValue list -> writeList(list, slot);
      case FloatValue real -> out.append(Reals.general(real.value()));
      case Lambda _ -> out.append("<LAMBDA>");
      case Builtin _ -> out.append("<PRIMOP>");
      case PartialBuiltin _ -> out.append("<PRIMOP-APP>");
    }
  }

  private void writeString(StringValue string) {
    context.add(string.context());
    if (Secrets.only(string.context()).isEmpty()) {
      Identifiers.appendString(out, string.text());
    } else {
      out.append(Secrets.shown(string));
    }
  }

  private boolean isRepeated(Object identity) {
    return seen != null && !seen.add(identity);
  }

  private void writeAttrs(Attrs attrs) {
    if (attrs.size() > 0 && isRepeated(attrs.values())) {
      out.append(REPEATED);
      return;
    }
    out.append("{ ");
    for (int index : attrs.shape().lexical()) {
      Identifiers.appendName(out, attrs.shape().name(index).name());
      out.append(" = ");
      write(attrs.value(index));
      out.append("; ");
    }
    out.append('}');
  }

  private void writeList(ListValue list, Lazy slot) {
    if (list.size() > 0 && isRepeated(slot)) {
      out.append(REPEATED);
      return;
    }
    out.append("[ ");
    for (Lazy element : list.elements()) {
      write(element);
      out.append(' ');
    }
    out.append(']');
  }
}
