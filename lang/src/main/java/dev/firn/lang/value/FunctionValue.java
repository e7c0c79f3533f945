package dev.firn.lang.value;

/** Something that can be called. */
public abstract sealed class FunctionValue extends Value permits Lambda, Builtin, PartialBuiltin {
  @Override
  public final String typeName() {
    return "lambda";
  }
}
