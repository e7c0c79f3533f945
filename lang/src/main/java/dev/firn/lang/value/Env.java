package dev.firn.lang.value;

import org.jspecify.annotations.Nullable;

/**
 * The variables that an expression can see: a chain of scopes, innermost first. Which scope is of which kind was settled when
 * names were resolved.
 */
public abstract sealed class Env {
  /** The enclosing scope; null for the outermost. */
  public final @Nullable Env up;

  private Env(@Nullable Env up) {
    this.up = up;
  }

  /** The scope some levels further out. */
  public final Env outer(int levels) {
    Env env = this;
    for (int i = levels; i > 0; i--) {
      env = env.enclosing();
    }
    return env;
  }

  private Env enclosing() {
    return java.util.Objects.requireNonNull(up);
  }

  /** One slot: the argument of a plain function, or the set of a {@code with}. */
  public static sealed class One extends Env {
    /** What it holds. */
    public final Lazy slot;

    /** A scope of one slot. */
    public One(@Nullable Env up, Lazy slot) {
      super(up);
      this.slot = slot;
      if (Counters.ON) {
        Counters.scopes++;
        Counters.slots++;
      }
    }
  }

  /** The arguments of a function that directly returns another, and of that one: {@code a: b: ...}. */
  public static final class Two extends One {
    /** The argument of the outer function. */
    public final Lazy first;

    /** A scope of two slots. */
    public Two(@Nullable Env up, Lazy first, Lazy second) {
      super(up, second);
      this.first = first;
      if (Counters.ON) {
        Counters.slots++;
      }
    }
  }

  /** Several slots: {@code let}, {@code rec}, functions with formals. They are filled after the scope exists. */
  public static final class Many extends Env {
    /** What it holds; null where not filled yet. */
    public final @Nullable Lazy[] slots;

    /** A scope of some empty slots. */
    public Many(@Nullable Env up, int size) {
      super(up);
      this.slots = new Lazy[size];
      if (Counters.ON) {
        Counters.scopes++;
        Counters.slots += size;
      }
    }
  }

  /** A call that waits: the captured state of {@link Thunk#apply}. */
  static final class Call extends Env {
    final Lazy function;
    final Lazy argument;

    Call(Lazy function, Lazy argument) {
      super(null);
      this.function = function;
      this.argument = argument;
    }
  }

  /** A call with two arguments that waits: the captured state of {@link Thunk#apply(Lazy, Lazy, Lazy)}. */
  static final class DoubleCall extends Env {
    final Lazy function;
    final Lazy first;
    final Lazy second;

    DoubleCall(Lazy function, Lazy first, Lazy second) {
      super(null);
      this.function = function;
      this.first = first;
      this.second = second;
    }
  }
}
