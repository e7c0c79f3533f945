package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Reals;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.FunctionValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;

/** Makes strings and paths of values that are something else. */
public final class Coerce {
  /** How far a coercion to a string goes. */
  public enum Mode {
    /** Strings, paths as they are, sets that say how. */
    PLAIN(false, false),
    /** The same, with paths copied to the store. */
    COPY(false, true),
    /** Numbers, Booleans, null and lists too: {@code toString}. */
    MORE(true, false),
    /** The same, with paths copied to the store: what derivations do. */
    MORE_COPY(true, true);

    final boolean more;
    final boolean copy;

    Mode(boolean more, boolean copy) {
      this.more = more;
      this.copy = copy;
    }
  }

  private Coerce() {}

  /**
   * The text of a value; what it mentions goes to {@code context}.
   *
   * @param purpose what the text is for, as a trace of the error
   */
  public static String toText(
      Lazy slot, Mode mode, ContextBuilder context, Evaluation ev, int position, String purpose) {
    if (ev.stackUsedUp()) {
      return ev.onFreshStack(() -> toText(slot, mode, context, ev, position, purpose));
    }
    ev.enter(position);
    ev.depth++;
    String text = text(slot.force(ev, position), mode, context, ev, position, purpose);
    ev.depth--;
    ev.leave();
    return text;
  }

  /** The string of a value: its text with what it mentions. */
  public static StringValue toString(
      Lazy slot, Mode mode, Evaluation ev, int position, String purpose) {
    if (slot.force(ev, position) instanceof StringValue already) {
      return already;
    }
    ContextBuilder context = new ContextBuilder();
    String text = toText(slot, mode, context, ev, position, purpose);
    return new StringValue(text, context.build());
  }

  private static String text(
      Value value, Mode mode, ContextBuilder context, Evaluation ev, int position, String purpose) {
    return switch (value) {
      case StringValue string -> {
        context.add(string.context());
        yield string.text();
      }
      case PathValue path -> mode.copy ? copied(path, context, ev) : path.path();
      case Attrs attrs -> attrsText(attrs, mode, context, ev, position, purpose);
      case BoolValue bool when mode.more -> bool.value() ? "1" : "";
      case IntValue integer when mode.more -> Long.toString(integer.value());
      case FloatValue real when mode.more -> Reals.fixed(real.value());
      case NullValue none when mode.more -> "";
      case ListValue list when mode.more -> listText(list, mode, context, ev, position, purpose);
      case BoolValue _, IntValue _, FloatValue _, NullValue _, ListValue _, FunctionValue _ ->
          throw cannot(value, ev, position, purpose);
    };
  }

  private static EvalError cannot(Value value, Evaluation ev, int position, String purpose) {
    return new EvalError(
            "cannot coerce "
                + value.describe()
                + " to a string: "
                + ValuePrinter.forError(value, ev))
        .trace(position, purpose);
  }

  private static String copied(PathValue path, ContextBuilder context, Evaluation ev) {
    if (path.path().endsWith(".drv")) {
      throw new EvalError("file names are not allowed to end in '.drv'");
    }
    String storePath = ev.host().copyToStore(path.path());
    context.add(new ContextElement.Opaque(storePath));
    return storePath;
  }

  private static String attrsText(
      Attrs attrs, Mode mode, ContextBuilder context, Evaluation ev, int position, String purpose) {
    Value peeled = peel(attrs, ev, position);
    if (peeled instanceof Attrs) {
      throw cannot(peeled, ev, position, purpose);
    }
    return toText(peeled, mode, context, ev, position, purpose);
  }

  /** What is left of a set when {@code __toString} and {@code outPath} are followed as long as there is one. */
  public static Value peel(Value value, Evaluation ev, int position) {
    if (!(value instanceof Attrs attrs)) {
      return value;
    }
    if (ev.stackUsedUp()) {
      return ev.onFreshStack(() -> peel(value, ev, position));
    }
    ev.depth++;
    Value peeled = peelOnce(attrs, ev, position);
    ev.depth--;
    return peeled;
  }

  private static Value peelOnce(Attrs attrs, Evaluation ev, int position) {
    int toString = attrs.shape().find(Names.TO_STRING);
    if (toString >= 0) {
      return peelToString(
          attrs, attrs.value(toString), attrs.shape().position(toString), ev, position);
    }
    int outPath = attrs.shape().find(Names.OUT_PATH);
    return outPath >= 0
        ? peelOutPath(attrs.value(outPath), attrs.shape().position(outPath), ev, position)
        : attrs;
  }

  private static Value peelToString(
      Attrs attrs, Lazy method, int written, Evaluation ev, int position) {
    Value result;
    try {
      result = Calls.call(method.force(ev, written), attrs, ev, written);
    } catch (EvalError error) {
      throw error.trace(written, "while calling the `__toString` attribute");
    }
    try {
      ev.enter(position);
      Value peeled = peel(result, ev, written);
      ev.leave();
      return peeled;
    } catch (EvalError error) {
      throw error.trace(
          written, "while " + tryingToUse(result) + " the result of the `__toString` attribute");
    }
  }

  private static Value peelOutPath(Lazy outPath, int written, Evaluation ev, int position) {
    try {
      Value result = outPath.force(ev, written);
      ev.enter(position);
      Value peeled = peel(result, ev, written);
      ev.leave();
      return peeled;
    } catch (EvalError error) {
      throw error.trace(
          written, "while " + tryingToUse(outPath.peek()) + " the `outPath` attribute");
    }
  }

  private static String tryingToUse(Lazy slot) {
    return slot instanceof Value ? "using" : "evaluating";
  }

  private static String listText(
      ListValue list,
      Mode mode,
      ContextBuilder context,
      Evaluation ev,
      int position,
      String purpose) {
    ev.ahead(list.elements());
    StringBuilder text = new StringBuilder();
    int size = list.size();
    for (int i = 0; i < size; i++) {
      Lazy element = list.get(i);
      try {
        text.append(
            toText(
                element, mode, context, ev, position, "while evaluating one element of the list"));
      } catch (EvalError error) {
        throw error.trace(position, purpose);
      }
      boolean emptyList = element.peek() instanceof ListValue inner && inner.size() == 0;
      if (i < size - 1 && !emptyList) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  /**
   * The path that a value stands for: absolute and canonical.
   *
   * @param purpose what the path is for, as a trace of the error
   */
  public static String toPath(
      Lazy slot, ContextBuilder context, Evaluation ev, int position, String purpose) {
    Value peeled = peel(slot.force(ev, position), ev, position);
    if (peeled instanceof PathValue path) {
      return path.path();
    }
    String text = toText(peeled, Mode.PLAIN, context, ev, position, purpose);
    if (text.isEmpty() || text.charAt(0) != '/') {
      throw new EvalError("string '" + text + "' doesn't represent an absolute path")
          .trace(position, purpose);
    }
    return Paths.canonical(text);
  }

  /** Whether a value is a set with {@code type = "derivation"}. */
  public static boolean isDerivation(Value value, Evaluation ev) {
    if (!(value instanceof Attrs attrs)) {
      return false;
    }
    int type = attrs.shape().find(Names.TYPE);
    return type >= 0
        && attrs.value(type).force(ev, attrs.shape().position(type)) instanceof StringValue string
        && string.text().equals("derivation");
  }
}
