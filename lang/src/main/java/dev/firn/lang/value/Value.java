package dev.firn.lang.value;

/** A value in weak head normal form. Immutable: threads may share it. */
public abstract sealed class Value extends Lazy
    permits IntValue,
        FloatValue,
        BoolValue,
        NullValue,
        StringValue,
        PathValue,
        ListValue,
        Attrs,
        FunctionValue {
  /** The type's name as {@code builtins.typeOf} gives it. */
  public abstract String typeName();

  /** The type as messages name it, with its article: {@code an integer}. */
  public abstract String describe();

  @Override
  public int position(int fallback) {
    return fallback;
  }
}
