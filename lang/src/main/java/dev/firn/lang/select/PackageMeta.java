package dev.firn.lang.select;

import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a package says about itself in {@code meta}: a description, a licence, a priority. Only what can be written into a file counts:
 * strings, numbers, Booleans, and lists and sets of these that are no derivations.
 *
 * @param attrs the set
 */
public record PackageMeta(Attrs attrs) {
  /** Of a package that says nothing. */
  public static final PackageMeta NONE = new PackageMeta(Attrs.EMPTY);

  private static final Symbol OUT_PATH = Symbol.of("outPath");

  /** The names, in order of their bytes. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (int i = 0; i < attrs.size(); i++) {
      names.add(attrs.shape().name(i).name());
    }
    return names;
  }

  /** The value of that name, evaluated with all that it contains; null if there is none, or one that does not count. */
  public @Nullable Value value(String name, Evaluation ev) {
    Lazy slot = attrs.get(ev.symbol(name));
    return slot == null || !counts(slot, ev) ? null : slot.force(ev, Positions.NONE);
  }

  private static boolean counts(Lazy slot, Evaluation ev) {
    if (ev.stackUsedUp()) {
      return ev.onFreshStack(() -> counts(slot, ev));
    }
    ev.enter(Positions.NONE);
    ev.depth++;
    boolean result =
        switch (slot.force(ev, Positions.NONE)) {
          case ListValue list -> allCount(list.elements(), ev);
          case Attrs set -> set.get(OUT_PATH) == null && allCount(set, ev);
          case IntValue _, BoolValue _, StringValue _, FloatValue _ -> true;
          default -> false;
        };
    ev.depth--;
    ev.leave();
    return result;
  }

  private static boolean allCount(Attrs set, Evaluation ev) {
    int[] order = ev.order(set);
    for (int i = 0; i < set.size(); i++) {
      if (!counts(set.value(order[i]), ev)) {
        return false;
      }
    }
    return true;
  }

  private static boolean allCount(Lazy[] slots, Evaluation ev) {
    for (Lazy slot : slots) {
      if (!counts(slot, ev)) {
        return false;
      }
    }
    return true;
  }

  /** The text of that name; empty if there is none. */
  public String text(String name, Evaluation ev) {
    return value(name, ev) instanceof StringValue string ? string.text() : "";
  }

  /** The integer of that name, which may be written as a string; {@code fallback} if there is none. */
  public long integer(String name, long fallback, Evaluation ev) {
    Value value = value(name, ev);
    if (value instanceof IntValue integer) {
      return integer.value();
    }
    if (value instanceof StringValue string) {
      try {
        return Long.parseLong(string.text());
      } catch (NumberFormatException _) {
        return fallback;
      }
    }
    return fallback;
  }

  /** Whether the value of that name is true, as such or as a string. */
  public boolean isTrue(String name, Evaluation ev) {
    Value value = value(name, ev);
    return value instanceof BoolValue bool
        ? bool.value()
        : value instanceof StringValue string && string.text().equals("true");
  }

  /** The same with another value of that name. */
  public PackageMeta with(String name, Value value) {
    return new PackageMeta(attrs.update(new AttrsBuilder(1).add(name, value).build()));
  }
}
