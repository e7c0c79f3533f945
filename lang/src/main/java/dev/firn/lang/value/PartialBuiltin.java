package dev.firn.lang.value;

/** A builtin that was given some of its arguments. */
public final class PartialBuiltin extends FunctionValue {
  /** The builtin. */
  public final Builtin builtin;

  /** The arguments so far, fewer than its arity. */
  public final Lazy[] args;

  /** A builtin with some arguments. */
  public PartialBuiltin(Builtin builtin, Lazy[] args) {
    this.builtin = builtin;
    this.args = args;
  }

  @Override
  public String describe() {
    return "the partially applied built-in function '" + builtin.name() + "'";
  }
}
