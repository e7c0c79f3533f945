package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import java.util.List;

/** The builtins that look at the outside world: its files, the environment, the clock. */
public final class WorldBuiltins {
  private WorldBuiltins() {}

  /** The families. Each evaluator needs a list of its own. */
  public static List<BuiltinLibrary> all() {
    return List.of(
        new EnvironmentBuiltins(),
        new FileBuiltins(),
        new ImportBuiltins(),
        new NativeBuiltins(),
        new SearchPathBuiltins());
  }
}
