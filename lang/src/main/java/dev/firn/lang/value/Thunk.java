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
 * <p>The field {@code code} tells the state: {@link Code} while it waits, the {@link Evaluation} that is at it, a {@link Failure},
 * or null once {@code value} is there. An evaluation that is alone reads and writes the fields plainly. One that has helpers
 * claims a thunk by compare-and-set and publishes the value before it takes its claim away; {@link Contention} settles who
 * waits for whom.
 */
public final class Thunk extends Lazy {
  private @Nullable Value value;
  private @Nullable Object code;
  private @Nullable Env env;

  /** The computation of some code in an environment. */
  public Thunk(Code code, Env env) {
    this.code = code;
    this.env = env;
  }

  /** The call of a function with one argument; both are evaluated only when it runs. */
  public static Thunk apply(Lazy function, Lazy argument) {
    return new Thunk(Application.CODE, new Env.Call(function, argument));
  }

  /** The call of a function with two arguments, one after another; all are evaluated only when it runs. */
  public static Thunk apply(Lazy function, Lazy first, Lazy second) {
    return new Thunk(Application.Twice.CODE, new Env.DoubleCall(function, first, second));
  }

  /** The value, if it has been computed. */
  @Nullable Value known() {
    return value;
  }

  /** Whether nobody has begun to compute the value, or somebody is at it. */
  public boolean isPending() {
    return value == null;
  }

  /** Whether an evaluation is computing the value right now. */
  public boolean isRunning() {
    return code instanceof Evaluation;
  }

  /** The error that the computation ended with, or null. */
  public @Nullable EvalError failure() {
    return code instanceof Failure failed ? failed.error() : null;
  }

  @Override
  public int position(int fallback) {
    Value computed = value;
    if (computed != null) {
      return computed.position(fallback);
    }
    Env captured = env;
    boolean isCall = code == Application.CODE || code == Application.Twice.CODE;
    return captured != null && isCall
        ? Application.function(captured).position(fallback)
        : fallback;
  }

  /** The value, computed if need be. */
  Value get(Evaluation ev, int position) {
    Value known = value;
    return known != null ? known : ev.shared ? shared(ev, position) : alone(ev, position);
  }

  private Value alone(Evaluation ev, int position) {
    if (!(code instanceof Code body)) {
      return obstacle(position);
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
      code = failed(body, failure, ev);
      throw failure;
    }
    ev.depth = depth;
    value = result;
    code = null;
    env = null;
    return result;
  }

  private Value obstacle(int position) {
    if (code instanceof Failure failed) {
      throw failed.error().copy();
    }
    throw new InfiniteRecursionError(this, position);
  }

  /** What stands in {@code code} after a failure: the failure, or the code again where another try may succeed. */
  private Object failed(Code body, Throwable failure, Evaluation ev) {
    if (!(failure instanceof EvalError error)) {
      return body;
    }
    if (error instanceof InfiniteRecursionError circle && circle.closesAt(this)) {
      error.traceAlways(Positions.NONE, "entering the infinite recursion");
    }
    if (ev.isHelper()) {
      return body;
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
      if (state instanceof Code body) {
        if (Handles.CODE.compareAndSet(this, body, ev)) {
          return claimed(body, Objects.requireNonNull(captured), ev, position);
        }
      } else if (state instanceof Evaluation owner && owner != ev) {
        ev.contention().await(ev, owner, this);
      } else if (state != null) {
        return obstacle(position);
      }
    }
  }

  private Value claimed(Code body, Env captured, Evaluation ev, int position) {
    int depth = ev.depth;
    if (depth >= ev.limit) {
      Handles.CODE.setVolatile(this, body);
      return ev.onFreshStack(() -> shared(ev, position));
    }
    ev.depth = depth + 1;
    ev.site = position;
    Value result;
    try {
      ev.checkAbandoned();
      result = body.eval(captured, ev);
    } catch (Throwable failure) {
      Handles.CODE.setVolatile(this, failed(body, failure, ev));
      ev.contention().changed();
      throw failure;
    }
    ev.depth = depth;
    Handles.VALUE.setVolatile(this, result);
    env = null;
    Handles.CODE.setVolatile(this, null);
    ev.computed();
    return result;
  }

  /** Whether the thunk is still in the hands of an evaluation. */
  boolean isOwnedBy(Evaluation owner) {
    return Handles.CODE.getVolatile(this) == owner;
  }

  private record Failure(EvalError error) {}

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
