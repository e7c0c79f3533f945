package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Value;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Evaluates values with everything that they contain. */
public final class Deep {
  private final Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Evaluation ev;

  private Deep(Evaluation ev) {
    this.ev = ev;
  }

  /** Evaluates a slot and everything below it. What contains itself is no problem. */
  public static Value force(Lazy slot, Evaluation ev) {
    new Deep(ev).visit(slot);
    return slot.force(ev, Positions.NONE);
  }

  private void visit(Lazy slot) {
    if (ev.stackUsedUp()) {
      ev.onFreshStack(() -> {
        visit(slot);
        return true;
      });
      return;
    }
    int position = slot.position(Positions.NONE);
    ev.enter(position);
    ev.depth++;
    Value value = slot.force(ev, position);
    if (value instanceof Attrs attrs) {
      visitAttrs(attrs);
    } else if (value instanceof ListValue list) {
      visitList(list);
    }
    ev.depth--;
    ev.leave();
  }

  private void visitAttrs(Attrs attrs) {
    if (!seen.add(attrs)) {
      return;
    }
    ev.ahead(attrs.values());
    int[] order = ev.order(attrs);
    for (int i = 0; i < attrs.size(); i++) {
      int index = order[i];
      try {
        visit(attrs.value(index));
      } catch (EvalError error) {
        throw error.trace(
            attrs.shape().position(index),
            "while evaluating the attribute '" + attrs.shape().name(index).shown() + "'");
      }
    }
  }

  private void visitList(ListValue list) {
    if (list.size() == 0 || !seen.add(list)) {
      return;
    }
    ev.ahead(list.elements());
    for (int i = 0; i < list.size(); i++) {
      try {
        visit(list.get(i));
      } catch (EvalError error) {
        throw error.trace(Positions.NONE, "while evaluating list element at index " + i);
      }
    }
  }
}
