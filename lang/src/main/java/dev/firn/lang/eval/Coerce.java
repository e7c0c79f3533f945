package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Reals;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
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
      case PathValue path -> mode.copy ? copyToStore(path, context, ev) : path.path();
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

  /** Copies a file or directory to the store; the store path goes to {@code context}, too. */
  public static String copyToStore(PathValue path, ContextBuilder context, Evaluation ev) {
    if (path.path().endsWith(".drv")) {
      throw new EvalError("file names are not allowed to end in '.drv'");
    }
    String storePath = ev.host().copyToStore(path.path());
    context.add(new ContextElement.Opaque(storePath));
    return storePath;
  }

  private static String attrsText(
      Attrs attrs, Mode mode, ContextBuilder context, Evaluation ev, int position, String purpose) {
    Peeling.Use<String> use =
        (peeled, calledToString) -> {
          if (peeled instanceof Attrs) {
            throw cannot(peeled, ev, position, purpose);
          }
          return toText(peeled, mode, context, ev, position, purpose);
        };
    return new Peeling<>(ev, false, use).peel(attrs, position);
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
      boolean emptyList =
          element.force(ev, position) instanceof ListValue inner && inner.size() == 0;
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
    Peeling.Use<String> use =
        (peeled, calledToString) -> pathText(peeled, context, ev, position, purpose);
    return new Peeling<>(ev, false, use).peel(slot.force(ev, position), position);
  }

  private static String pathText(
      Value value, ContextBuilder context, Evaluation ev, int position, String purpose) {
    if (value instanceof PathValue path) {
      return path.path();
    }
    String text = toText(value, Mode.PLAIN, context, ev, position, purpose);
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
