package dev.firn.lang.select;

import dev.firn.base.text.Suggestions;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A path into a value, as {@code -A} takes it: names and indices of lists between dots, {@code a.0."b.c"}. On the way functions are
 * called by {@link AutoCall}.
 */
public final class SelectionPath {
  /** The largest index that Nix takes for one; larger numbers are names. */
  private static final long LARGEST_INDEX = 0xffff_ffffL;

  private static final int NO_INDEX = -1;

  private final String text;
  private final List<String> names;

  private SelectionPath(String text, List<String> names) {
    this.text = text;
    this.names = names;
  }

  /**
   * Reads a path; the empty text is the path to the value itself.
   *
   * @throws EvalError if a quote is not closed
   */
  public static SelectionPath parse(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    if (quoted) {
      throw new EvalError("missing closing quote in selection path '" + text + "'");
    }
    if (!name.isEmpty()) {
      names.add(name.toString());
    }
    return new SelectionPath(text, names);
  }

  /**
   * What the path leads to; not evaluated if that was not needed.
   *
   * @param arguments what functions on the way are called with
   * @throws EvalError if it leads nowhere
   */
  public Lazy find(Lazy root, Attrs arguments, Evaluation ev) {
    Lazy slot = root;
    for (String name : names) {
      Value value = AutoCall.call(slot, arguments, ev);
      long index = index(name);
      slot = index == NO_INDEX ? attribute(value, name, ev) : element(value, index);
    }
    return slot;
  }

  private static long index(String name) {
    if (name.isEmpty() || name.length() > 10) {
      return NO_INDEX;
    }
    long number = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return NO_INDEX;
      }
      number = 10 * number + c - '0';
    }
    return number > LARGEST_INDEX ? NO_INDEX : number;
  }

  private Lazy attribute(Value value, String name, Evaluation ev) {
    if (!(value instanceof Attrs attrs)) {
      throw unfit("a set", value);
    }
    if (name.isEmpty()) {
      throw new EvalError("empty attribute name in selection path '" + text + "'");
    }
    Lazy found = attrs.get(ev.symbol(name));
    if (found == null) {
      throw new EvalError("attribute '" + name + "' in selection path '" + text + "' not found")
          .suggesting(Suggestions.bestMatches(namesOf(attrs), name));
    }
    return found;
  }

  private static List<String> namesOf(Attrs attrs) {
    List<String> names = new ArrayList<>(attrs.size());
    for (int i = 0; i < attrs.size(); i++) {
      names.add(attrs.shape().name(i).name());
    }
    return names;
  }

  private Lazy element(Value value, long index) {
    if (!(value instanceof ListValue list)) {
      throw unfit("a list", value);
    }
    if (index >= list.size()) {
      throw new EvalError(
          "list index " + index + " in selection path '" + text + "' is out of range");
    }
    return list.get((int) index);
  }

  private EvalError unfit(String wanted, Value value) {
    return new EvalError(
        "the expression selected by the selection path '"
            + text
            + "' should be "
            + wanted
            + " but is "
            + value.describe());
  }
}
