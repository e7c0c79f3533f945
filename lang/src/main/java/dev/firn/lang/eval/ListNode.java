package dev.firn.lang.eval;

import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Value;

/** {@code [ ... ]}. */
final class ListNode extends Code {
  private final Code[] elements;

  ListNode(Code[] elements) {
    this.elements = elements;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Lazy[] slots = new Lazy[elements.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = elements[i].delay(env);
    }
    return ListValue.of(slots);
  }

  @Override
  public Lazy delay(Env env) {
    return elements.length == 0 ? ListValue.EMPTY : super.delay(env);
  }

  @Override
  public int position() {
    return elements.length == 0 ? Positions.NONE : elements[0].position();
  }
}
