package dev.firn.lang.value;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.InfiniteRecursionError;
import dev.firn.lang.syntax.Positions;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A computation that runs when its value is first needed, and then is that value.
 *
 * <p>The field {@code code} tells the state: {@link Code} while it waits, the {@link Evaluation} or the {@link Claim} of a helper that
 * is at it, an {@link Early} value, a {@link Failure}, or null once {@code value} is there. An evaluation that is alone reads and writes
 * the fields plainly. One that has helpers claims a thunk by compare-and-set and publishes the value before it takes its claim away;
 * {@link Contention} settles who waits for whom.
 */
public final class Thunk extends Lazy {
  private @Nullable Value value;
  private @Nullable Object code;
  private @Nullable Env env;

  /** The computation of some code in an environment. */
  public Thunk(Code code, Env env) {
    this.code = code;
    this.env = env;
    if (Counters.ON) {
      Counters.thunks++;
    }
  }

  /** The call of a function with one argument; both are evaluated only when it runs. */
  public static Thunk apply(Lazy function, Lazy argument) {
    return new Thunk(Application.CODE, new Env.Call(function, argument));
  }

  /** The call of a function with two arguments, one after another; all are evaluated only when it runs. */
  public static Thunk apply(Lazy function, Lazy first, Lazy second) {
    return new Thunk(Application.Twice.CODE, new Env.DoubleCall(function, first, second));
  }

  /** The value, if the main evaluation knows it. */
  @Nullable Value known() {
    if (code instanceof Early early) {
      early.taken.settle();
    }
    return value;
  }

  /** Whether the main evaluation does not know the value. */
  public boolean isPending() {
    return known() == null;
  }

  /** Whether the main evaluation is computing the value right now. */
  public boolean isRunning() {
    Evaluation owner = owner(code);
    return owner != null && !owner.isHelper();
  }

  /** The error that the computation ended with, or null. */
  public @Nullable EvalError failure() {
    return code instanceof Failure failed ? failed.error() : null;
  }

  @Override
  public int position(int fallback) {
    Value computed = known();
    if (computed != null) {
      return computed.position(fallback);
    }
    Env captured = env;
    Code body = waiting(code);
    boolean isCall = body == Application.CODE || body == Application.Twice.CODE;
    return captured != null && isCall
        ? Application.function(captured).position(fallback)
        : fallback;
  }

  /** The code of a thunk that the main evaluation has not begun with, whatever helpers do; else null. */
  private static @Nullable Code waiting(@Nullable Object state) {
    if (state instanceof Code body) {
      return body;
    }
    return state instanceof Early early
        ? early.body
        : state instanceof Claim claim
            ? claim.body
            : state instanceof Awaited awaited ? waiting(awaited.claimant) : null;
  }

  /** The value, computed if need be. */
  Value get(Evaluation ev, int position) {
    Value known = value;
    return known != null ? known : ev.shared ? shared(ev, position) : alone(ev, position);
  }

  private Value alone(Evaluation ev, int position) {
    if (!(code instanceof Code body)) {
      return code instanceof Early early ? late(early, ev, position) : obstacle(code, position);
    }
    int depth = ev.depth;
    if (depth >= ev.limit) {
      return ev.onFreshStack(() -> alone(ev, position));
    }
    Env captured = Objects.requireNonNull(env);
    code = ev;
    ev.depth = depth + 1;
    ev.site = position;
    Value result;
    try {
      result = body.eval(captured, ev);
    } catch (Throwable failure) {
      code = failed(body, failure);
      throw failure;
    }
    ev.depth = depth;
    value = result;
    code = null;
    env = null;
    return result;
  }

  private Value obstacle(@Nullable Object state, int position) {
    if (state instanceof Failure failed) {
      throw failed.error().copy();
    }
    throw new InfiniteRecursionError(this, position);
  }

  /** What stands in {@code code} after a failure: the failure, or the code again where another try may succeed. */
  private Object failed(Code body, Throwable failure) {
    if (!(failure instanceof EvalError error)) {
      return body;
    }
    if (error instanceof InfiniteRecursionError circle && circle.closesAt(this)) {
      error.traceAlways(Positions.NONE, "entering the infinite recursion");
    }
    env = null;
    // The error goes on and gathers the traces of this first failure; whoever asks again gets all
    // of them.
    return new Failure(error);
  }

  private Value shared(Evaluation ev, int position) {
    while (true) {
      Value known = (Value) Handles.VALUE.getAcquire(this);
      if (known != null) {
        return known;
      }
      Env captured = env;
      Object state = Handles.CODE.getVolatile(this);
      if (state instanceof Code body && captured != null) {
        Claim claim = ev.isHelper() ? ev.claim(body) : null;
        if (Handles.CODE.compareAndSet(this, body, claim == null ? ev : claim)) {
          return claim == null
              ? claimed(body, captured, ev, position)
              : ahead(claim, captured, ev, position);
        }
      } else if (state instanceof Early early) {
        if (takes(early, ev)) {
          return early.value;
        }
        Handles.CODE.setVolatile(this, ev);
        return claimed(early.body, Objects.requireNonNull(captured), ev, position);
      } else if (owner(state) instanceof Evaluation owner && owner != ev) {
        if (!ev.isHelper() || !ev.worksElsewhere()) {
          ev.contention().await(ev, owner, this);
        }
      } else if (state != null && !(state instanceof Code)) {
        return obstacle(state, position);
      }
      // Else it has just changed, or this thread does not see all of a new thunk yet.
    }
  }

  private static @Nullable Evaluation owner(@Nullable Object state) {
    Object claimant = state instanceof Awaited awaited ? awaited.claimant : state;
    return claimant instanceof Evaluation main
        ? main
        : claimant instanceof Claim claim ? claim.helper : null;
  }

  /** Lets an evaluation that is at it know that another waits for it; false if it is not at it any more. */
  boolean awaitFrom(Evaluation owner) {
    while (true) {
      Object state = Handles.CODE.getVolatile(this);
      if (state == null || owner(state) != owner) {
        return false;
      }
      if (state instanceof Awaited || Handles.CODE.compareAndSet(this, state, new Awaited(state))) {
        return true;
      }
    }
  }

  /** Takes a claim away, and wakes those who wait for that. */
  private void release(@Nullable Object state, Evaluation ev) {
    if (Handles.CODE.getAndSet(this, state) instanceof Awaited) {
      ev.contention().wake();
    }
  }

  /** Computes the value for the main evaluation. */
  private Value claimed(Code body, Env captured, Evaluation ev, int position) {
    int depth = ev.depth;
    if (depth >= ev.limit) {
      release(body, ev);
      return ev.onFreshStack(() -> shared(ev, position));
    }
    ev.depth = depth + 1;
    ev.site = position;
    Value result;
    try {
      result = body.eval(captured, ev);
    } catch (Throwable failure) {
      release(failed(body, failure), ev);
      throw failure;
    }
    ev.depth = depth;
    Handles.VALUE.setRelease(this, result);
    env = null;
    release(null, ev);
    return result;
  }

  /** Makes a value known that a helper computed. */
  void become(Value result) {
    Handles.VALUE.setRelease(this, result);
    env = null;
    Handles.CODE.setRelease(this, null);
  }

  /** Computes the value as a helper. */
  private Value ahead(Claim claim, Env captured, Evaluation ev, int position) {
    int depth = ev.depth;
    Value result;
    try {
      ev.begin(claim);
      ev.depth = depth + 1;
      ev.site = position;
      result = claim.body.eval(captured, ev);
      release(ev.end(claim, this, result), ev);
    } catch (Throwable failure) {
      ev.fail();
      release(claim.body, ev);
      throw failure;
    }
    ev.depth = depth;
    return result;
  }

  /**
   * Takes a value that a helper computed, if the computation would not have gone too deep from where the evaluation is now. Else the
   * main evaluation has to see for itself.
   */
  private boolean takes(Early early, Evaluation ev) {
    if (ev.isHelper()) {
      ev.needs(this, early);
      return true;
    }
    if (ev.reaches(early.calls)) {
      return early.taken.take(this);
    }
    return known() != null;
  }

  /** The value that a helper computed before it was sent away. */
  private Value late(Early early, Evaluation ev, int position) {
    if (takes(early, ev)) {
      return early.value;
    }
    code = early.body;
    return alone(ev, position);
  }

  /** The value that a helper computed and that is not known, or null. */
  @Nullable Early early() {
    return Handles.CODE.getAcquire(this) instanceof Early early ? early : null;
  }

  private record Failure(EvalError error) {}

  /** A claim that others wait for to end. */
  private record Awaited(Object claimant) {}

  /** Apart, so that an evaluation without helpers never pays for them. */
  private static final class Handles {
    static final VarHandle VALUE;
    static final VarHandle CODE;

    static {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        VALUE = lookup.findVarHandle(Thunk.class, "value", Value.class);
        CODE = lookup.findVarHandle(Thunk.class, "code", Object.class);
      } catch (ReflectiveOperationException impossible) {
        throw new ExceptionInInitializerError(impossible);
      }
    }
  }
}
