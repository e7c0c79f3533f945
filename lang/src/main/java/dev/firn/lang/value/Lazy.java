package dev.firn.lang.value;

/**
 * What variables, list elements and attributes hold: a {@link Value}, or a {@link Thunk} that will become one.
 *
 * <p>Slots have identity: the language compares functions by the slot that holds them.
 */
public abstract sealed class Lazy permits Thunk, Value {
  Lazy() {
    if (Counters.ON) {
      Counters.values++;
    }
  }

  /**
   * The value, evaluated now if it has not been before.
   *
   * @param ev the evaluation that asks
   * @param position where it asks, for messages
   */
  public final Value force(Evaluation ev, int position) {
    return this instanceof Thunk thunk ? thunk.get(ev, position) : (Value) this;
  }

  /**
   * The value if the main evaluation knows it, this slot otherwise. Never evaluates. Helpers do not see here what they have just
   * forced.
   */
  public final Lazy peek() {
    if (this instanceof Thunk thunk) {
      Value known = thunk.known();
      return known != null ? known : this;
    }
    return this;
  }

  /**
   * Where the value was written, as far as that can be told without evaluation, or {@code fallback}. A call that waits is where
   * its function is.
   */
  public abstract int position(int fallback);
}
