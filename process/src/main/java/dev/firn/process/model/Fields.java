package dev.firn.process.model;

import dev.firn.base.text.Suggestions;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FunctionValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a set of the language, each as the type that is asked for. An attribute that is null counts as one that is not there.
 * Errors say which it is, of what, and where it was written.
 */
final class Fields {
  private final Attrs attrs;
  private final String what;
  private final Needs needs;
  private final Evaluation ev;

  /**
   * The attributes of a set.
   *
   * @param what what the set is, for messages
   * @param needs takes what strings mention
   */
  Fields(Attrs attrs, String what, Needs needs, Evaluation ev) {
    this.attrs = attrs;
    this.what = what;
    this.needs = needs;
    this.ev = ev;
  }

  /** Where an attribute was written. */
  int position(String name) {
    return attrs.positionOf(Symbol.of(name));
  }

  /** An error about an attribute. */
  EvalError wrong(String name, String message) {
    return new EvalError("'" + name + "' of " + what + " " + message, position(name));
  }

  private EvalError mismatch(String name, String wanted, Value found) {
    return wrong(name, "must be " + wanted + ", not " + found.describe());
  }

  /**
   * Refuses all attributes but those.
   *
   * @param noun what the attributes are called
   */
  void only(Collection<String> known, String noun) {
    for (int index : attrs.shape().lexical()) {
      String name = attrs.shape().name(index).name();
      if (!known.contains(name)) {
        throw new EvalError(
                what + " has no " + noun + " '" + name + "'", attrs.shape().position(index))
            .suggesting(Suggestions.bestMatches(known, name));
      }
    }
  }

  /** The names of all attributes, sorted. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int index : attrs.shape().lexical()) {
      names.add(attrs.shape().name(index).name());
    }
    return names;
  }

  /** The value of an attribute; null if it is not there. */
  @Nullable Value value(String name) {
    Symbol symbol = Symbol.of(name);
    Lazy slot = attrs.get(symbol);
    if (slot == null) {
      return null;
    }
    int position = attrs.positionOf(symbol);
    try {
      Value value = slot.force(ev, position);
      return value instanceof NullValue ? null : value;
    } catch (EvalError error) {
      throw error.trace(position, "while evaluating '" + name + "' of " + what);
    }
  }

  /** The value of an attribute that must be there, and may be null. */
  Value attribute(String name) {
    Value value = value(name);
    return value == null ? NullValue.INSTANCE : value;
  }

  /** Whether an attribute is there. */
  boolean has(String name) {
    return value(name) != null;
  }

  /** The text of a value, with paths copied to the store. */
  private String text(String name, Lazy slot) {
    int position = position(name);
    ContextBuilder context = new ContextBuilder();
    String text =
        Coerce.toText(
            slot,
            Coerce.Mode.MORE_COPY,
            context,
            ev,
            position,
            "while evaluating '" + name + "' of " + what);
    needs.add(context.build());
    if (text.indexOf('\0') >= 0) {
      throw wrong(name, "has a NUL byte");
    }
    return text;
  }

  /** A text: a string, a path (which is copied to the store), a package. */
  @Nullable String text(String name) {
    Value value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof ListValue
        || value instanceof BoolValue
        || value instanceof FunctionValue) {
      throw mismatch(name, "a string", value);
    }
    return text(name, value);
  }

  /** A text that must be there. */
  String required(String name) {
    String text = text(name);
    if (text == null) {
      throw new EvalError(what + " has no '" + name + "'", attrs.position(Positions.NONE));
    }
    return text;
  }

  /** The slots of a list; none if it is not there. */
  List<Lazy> list(String name) {
    Value value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof ListValue list) {
      return List.of(list.elements());
    }
    throw mismatch(name, "a list", value);
  }

  /** The texts of a list, of anything that has one; null if it is not there. */
  @Nullable List<String> texts(String name) {
    return has(name) ? list(name).stream().map(slot -> text(name, slot)).toList() : null;
  }

  /** A set; null if it is not there. */
  @Nullable Attrs set(String name) {
    Value value = value(name);
    if (value == null || value instanceof Attrs) {
      return (Attrs) value;
    }
    throw mismatch(name, "a set", value);
  }

  /** The attributes of a set; null if it is not there. */
  @Nullable Fields fields(String name) {
    Attrs set = set(name);
    return set == null ? null : new Fields(set, "'" + name + "' of " + what, needs, ev);
  }

  /** What each attribute of a set is, by name; none if it is not there. */
  SortedMap<String, Fields> fieldsByName(String name) {
    SortedMap<String, Fields> all = new TreeMap<>();
    Fields set = fields(name);
    if (set != null) {
      for (String each : set.names()) {
        Fields fields = set.fields(each);
        all.put(each, fields == null ? new Fields(Attrs.EMPTY, what, needs, ev) : fields);
      }
    }
    return all;
  }

  /** The texts of the attributes of a set, without those that are null; none if it is not there. */
  SortedMap<String, String> textMap(String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    Fields set = fields(name);
    if (set != null) {
      for (String each : set.names()) {
        Value value = set.value(each);
        if (value != null) {
          texts.put(each, set.text(each, value));
        }
      }
    }
    return texts;
  }

  /** An integer, or a text of digits, which models of other tools have. */
  @Nullable Long integer(String name) {
    Value value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof IntValue integer) {
      return integer.value();
    }
    if (value instanceof StringValue string) {
      return parsed(name, string.text(), "an integer", Long::valueOf);
    }
    throw mismatch(name, "an integer", value);
  }

  /** True or false. */
  boolean flag(String name, boolean otherwise) {
    Value value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof BoolValue bool) {
      return bool.value();
    }
    throw mismatch(name, "true or false", value);
  }

  /** An amount: an integer, or a text that {@link Amounts#bytes} reads. */
  @Nullable Long bytes(String name) {
    Value value = value(name);
    return value instanceof StringValue string
        ? parsed(name, string.text(), "a number of bytes, such as 512M", Amounts::bytes)
        : integer(name);
  }

  /** A time: an integer of seconds, or a text that {@link Amounts#duration} reads. */
  @Nullable Duration duration(String name) {
    Value value = value(name);
    if (value instanceof StringValue string) {
      return parsed(name, string.text(), "a time, such as 500ms, 10s or 2min", Amounts::duration);
    }
    Long seconds = integer(name);
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private <T> T parsed(String name, String text, String wanted, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (NumberFormatException bad) {
      throw wrong(name, "must be " + wanted + ", not '" + text + "'");
    }
  }
}
