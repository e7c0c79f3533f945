package dev.firn.lang.value;

/** A function of the program, with the variables that it captured. */
public final class Lambda extends FunctionValue {
  /** The function's text, compiled. */
  public final LambdaCode code;

  /** The variables around it. */
  public final Env env;

  /** A function. */
  public Lambda(LambdaCode code, Env env) {
    this.code = code;
    this.env = env;
  }

  @Override
  public String describe() {
    return "a function";
  }

  @Override
  public int position(int fallback) {
    return code.position();
  }
}
