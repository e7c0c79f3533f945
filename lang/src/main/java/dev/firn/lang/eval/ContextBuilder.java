package dev.firn.lang.eval;

import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.StringContext;

/** Gathers what the parts of a string mention. */
public final class ContextBuilder {
  private StringContext context = StringContext.EMPTY;

  /** Adds what a part mentions. */
  public void add(StringContext more) {
    if (!more.isEmpty()) {
      context = context.union(more);
    }
  }

  /** Adds one thing. */
  public void add(ContextElement element) {
    context = context.union(StringContext.of(element));
  }

  /** All of it. */
  public StringContext build() {
    return context;
  }
}
