package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.StringValue;

/** The values that have names: Booleans, null, and what the language calls itself. */
final class Constants implements BuiltinLibrary {
  /** The version of Nix whose language this is. */
  private static final String NIX_VERSION = "2.36.0";

  private static final int LANGUAGE_VERSION = 6;

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .constant("true", BoolValue.TRUE)
        .constant("false", BoolValue.FALSE)
        .constant("null", NullValue.INSTANCE)
        .constant("__nixVersion", new StringValue(NIX_VERSION))
        .constant("__langVersion", IntValue.of(LANGUAGE_VERSION));
  }
}
