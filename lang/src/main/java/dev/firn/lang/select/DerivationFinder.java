package dev.firn.lang.select;

import dev.firn.lang.error.CatchableError;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.Force;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds the derivations that a value holds: itself, the elements of lists, the attributes of the outermost set and of those sets
 * that say {@code recurseForDerivations = true}. Every derivation counts once.
 */
public final class DerivationFinder {
  private static final Symbol RECURSE = Symbol.of("recurseForDerivations");
  private static final Symbol COMBINE = Symbol.of("_combineChannels");

  private final Attrs arguments;
  private final Evaluation ev;
  private final boolean lenient;
  private final Set<Object> done = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<FoundDerivation> found = new ArrayList<>();

  private DerivationFinder(Attrs arguments, Evaluation ev, boolean lenient) {
    this.arguments = arguments;
    this.ev = ev;
    this.lenient = lenient;
  }

  /**
   * The derivations in the order of lists and of names.
   *
   * @param arguments what functions are called with
   * @throws EvalError if the value is nothing that could hold derivations
   */
  public static List<FoundDerivation> find(Lazy slot, Attrs arguments, Evaluation ev) {
    return find(slot, "", arguments, ev, false);
  }

  /**
   * The same, leaving out what fails by an assertion or {@code throw}.
   *
   * @param path where the value was found
   */
  public static List<FoundDerivation> findSound(
      Lazy slot, String path, Attrs arguments, Evaluation ev) {
    return find(slot, path, arguments, ev, true);
  }

  private static List<FoundDerivation> find(
      Lazy slot, String path, Attrs arguments, Evaluation ev, boolean lenient) {
    DerivationFinder finder = new DerivationFinder(arguments, ev, lenient);
    finder.search(slot, path);
    return finder.found;
  }

  private void search(Lazy slot, String path) {
    if (ev.stackUsedUp()) {
      ev.onFreshStack(() -> {
        search(slot, path);
        return true;
      });
      return;
    }
    ev.enter(slot.peek() instanceof Value known ? known.position(Positions.NONE) : Positions.NONE);
    ev.depth++;
    Value value = AutoCall.call(slot, arguments, ev);
    if (!take(value, path)) {
      switch (value) {
        case Attrs attrs -> searchAttrs(attrs, path);
        case ListValue list -> searchList(list, path);
        default ->
            throw new EvalError(
                "expression does not evaluate to a derivation (or a set or list of those)");
      }
    }
    ev.depth--;
    ev.leave();
  }

  /** Keeps a derivation that was not met before. Says whether it is one, or nothing at all. */
  private boolean take(Lazy slot, String path) {
    if (!lenient) {
      return takeSound(slot, path);
    }
    long mark = ev.mark();
    try {
      return takeSound(slot, path);
    } catch (CatchableError failed) {
      ev.restore(mark);
      return true;
    }
  }

  private boolean takeSound(Lazy slot, String path) {
    Value value = slot.force(ev, Positions.NONE);
    if (!Coerce.isDerivation(value, ev)) {
      return false;
    }
    Attrs attrs = (Attrs) value;
    if (done.add(attrs.values())) {
      FoundDerivation derivation = new FoundDerivation(path, attrs);
      derivation.name(ev);
      found.add(derivation);
    }
    return true;
  }

  private void searchAttrs(Attrs attrs, String path) {
    boolean combine = attrs.get(COMBINE) != null;
    for (int index : attrs.shape().lexical()) {
      String name = attrs.shape().name(index).name();
      if (!isPathName(name)) {
        continue;
      }
      try {
        searchAttribute(attrs.value(index), append(path, name), combine);
      } catch (EvalError error) {
        throw error.trace(
            attrs.shape().position(index), "while evaluating the attribute '" + name + "'");
      }
    }
  }

  private void searchAttribute(Lazy slot, String path, boolean combine) {
    if (combine) {
      search(slot, path);
    } else if (!take(slot, path) && slot.peek() instanceof Attrs attrs && recurses(attrs)) {
      search(attrs, path);
    }
  }

  private boolean recurses(Attrs attrs) {
    Lazy recurse = attrs.get(RECURSE);
    return recurse != null
        && Force.bool(
            recurse,
            ev,
            attrs.positionOf(RECURSE),
            "while evaluating the attribute `recurseForDerivations`");
  }

  private void searchList(ListValue list, String path) {
    for (int i = 0; i < list.size(); i++) {
      String inner = append(path, Integer.toString(i));
      if (!take(list.get(i), inner)) {
        search(list.get(i), inner);
      }
    }
  }

  private static String append(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Whether a name can be written in a path without quotes; sets often hold helpers under other names. */
  private static boolean isPathName(String name) {
    if (name.isEmpty() || !isLetter(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '-' && c != '+') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
