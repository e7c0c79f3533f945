package dev.firn.lang.value;

/** A function that is part of the language. */
public final class Builtin extends FunctionValue {
  private final String name;
  private final int arity;
  private final Body body;
  private final boolean traced;

  /**
   * A builtin.
   *
   * @param name its name in {@code builtins}
   * @param arity the number of arguments, at least 1
   */
  public Builtin(String name, int arity, Body body) {
    this(name, arity, true, body);
  }

  /** A builtin of which errors speak only if {@code traced}. */
  public Builtin(String name, int arity, boolean traced, Body body) {
    this.name = name;
    this.traced = traced;
    this.arity = arity;
    this.body = body;
  }

  /** What a builtin does. */
  @FunctionalInterface
  public interface Body {
    /**
     * Computes the result.
     *
     * @param ev the evaluation on whose behalf it runs
     * @param position where it is called, for messages
     * @param args exactly as many arguments as the arity says
     */
    Value call(Evaluation ev, int position, Lazy[] args);
  }

  /** The name, without the prefix that some have as global variables. */
  public String name() {
    return name;
  }

  /** Whether errors that pass a call of it say so. */
  public boolean traced() {
    return traced;
  }

  /** The number of arguments. */
  public int arity() {
    return arity;
  }

  /** What it does. */
  public Body body() {
    return body;
  }

  @Override
  public String describe() {
    return "the built-in function '" + name + "'";
  }
}
