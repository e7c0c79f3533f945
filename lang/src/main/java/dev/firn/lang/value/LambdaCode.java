package dev.firn.lang.value;

import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Symbol;
import org.jspecify.annotations.Nullable;

/** The compiled form of a function. */
public abstract class LambdaCode extends Code {
  /** The syntax that it was made of. */
  public abstract Expr.Lambda syntax();

  /** What it was bound to, if anything: its name in messages. */
  public abstract @Nullable Symbol name();

  /**
   * Calls the function with one argument.
   *
   * @param captured the variables around the function
   * @param callSite where it is called, for messages
   */
  public abstract Value call(Env captured, Lazy argument, Evaluation ev, int callSite);

  /** The same with two arguments, of which what the function returns takes the second. */
  public Value call(Env captured, Lazy first, Lazy second, Evaluation ev, int callSite) {
    return Calls.give(call(captured, first, ev, callSite), second, ev, callSite);
  }

  @Override
  public final int position() {
    return syntax().position();
  }

  /** The name as messages quote it: {@code 'f'}, or {@code anonymous lambda}. */
  public final String quotedName() {
    Symbol name = name();
    return name == null ? "anonymous lambda" : "'" + name.name() + "'";
  }
}
