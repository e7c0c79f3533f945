package dev.firn.lang.value;

/** Something that can be evaluated in an environment: the compiled form of an expression. Shared by threads. */
public abstract class Code {
  /**
   * Evaluates to weak head normal form.
   *
   * @param env the variables that it sees
   * @param ev the evaluation on whose behalf it runs
   * @throws dev.firn.lang.error.EvalError if that fails
   */
  public abstract Value eval(Env env, Evaluation ev);

  /** Where messages say that the expression is, or {@link dev.firn.lang.syntax.Positions#NONE}. */
  public abstract int position();

  /** What a slot should hold for the expression: a thunk, or something simpler where the value is at hand. */
  public Lazy delay(Env env) {
    return new Thunk(this, env);
  }
}
