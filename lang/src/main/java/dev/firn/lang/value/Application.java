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
}
