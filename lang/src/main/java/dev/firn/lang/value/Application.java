package dev.firn.lang.value;

import dev.firn.lang.syntax.Positions;

/** The code of {@link Thunk#apply}. */
final class Application extends Code {
  static final Application CODE = new Application();

  private Application() {}

  @Override
  public int position() {
    return Positions.NONE;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    int site = ev.site;
    Env.Call call = (Env.Call) env;
    return Calls.call(call.function.force(ev, site), call.argument, ev, site);
  }

  /** The function that a captured call waits to call. */
  static Lazy function(Env call) {
    return call instanceof Env.Call one ? one.function : ((Env.DoubleCall) call).function;
  }

  /** The code of {@link Thunk#apply(Lazy, Lazy, Lazy)}: one call inside the other. */
  static final class Twice extends Code {
    static final Twice CODE = new Twice();

    private Twice() {}

    @Override
    public int position() {
      return Positions.NONE;
    }

    @Override
    public Value eval(Env env, Evaluation ev) {
      int site = ev.site;
      Env.DoubleCall call = (Env.DoubleCall) env;
      return Calls.call(call.function.force(ev, site), call.first, call.second, ev, site);
    }
  }
}
