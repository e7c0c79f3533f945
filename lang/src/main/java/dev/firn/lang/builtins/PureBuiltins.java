package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import java.util.List;

/** All builtins that do not touch the outside world. */
public final class PureBuiltins {
  private PureBuiltins() {}

  /** The families. Each evaluator needs a list of its own. */
  public static List<BuiltinLibrary> all() {
    return List.of(
        new Constants(),
        new TypeBuiltins(),
        new ControlBuiltins(),
        new MessageBuiltins(),
        new ArithmeticBuiltins(),
        new RoundingBuiltins(),
        new ListBuiltins(),
        new ListFunctionBuiltins(),
        new SortingBuiltins(),
        new ClosureBuiltins(),
        new AttrsBuiltins(),
        new AttrsListBuiltins(),
        new FunctionArgsBuiltins(),
        new StringBuiltins(),
        new ReplaceBuiltins(),
        new RegexBuiltins(),
        new HashBuiltins(),
        new VersionBuiltins(),
        new ContextBuiltins(),
        new AppendContextBuiltins(),
        new JsonBuiltins(),
        new XmlBuiltins(),
        new TomlBuiltins(),
        new FlakeRefBuiltins());
  }
}
