package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.InvalidPathError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Code that is not Nix. It is there only with {@code allow-unsafe-native-code-during-evaluation}. */
final class NativeBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    if (evaluator.settings().nativeCode()) {
      registry
          .add("__importNative", 2, NativeBuiltins::importNative)
          .add("__exec", 1, (ev, position, args) -> execute(evaluator, args[0], ev));
    }
  }

  private static Value importNative(Evaluation ev, int position, Lazy[] args) {
    String path = RealisedPath.followed(args[0], ev);
    String context = "while evaluating the second argument passed to builtins.importNative";
    String symbol = Force.plainString(args[1], ev, Positions.NONE, context);
    throw new EvalError(
        "could not load symbol '"
            + symbol
            + "' from '"
            + path
            + "': plug-ins are made for Nix's own evaluator");
  }

  private static Value execute(Evaluator evaluator, Lazy argument, Evaluation ev) {
    ev.onlyMain();
    ListValue words =
        Force.list(
            argument,
            ev,
            Positions.NONE,
            "while evaluating the first argument passed to builtins.exec");
    if (words.size() == 0) {
      throw new EvalError("at least one argument to 'exec' required");
    }
    List<String> command = command(words, ev);
    String output = ev.host().execute(command);
    Code code = parse(evaluator, output, command.getFirst());
    try {
      return evaluator.eval(code, ev);
    } catch (EvalError error) {
      throw error.trace(
          Positions.NONE, "while evaluating the output from '" + command.getFirst() + "'");
    }
  }

  private static Code parse(Evaluator evaluator, String output, String program) {
    try {
      return evaluator.compile(Source.string(output), "/");
    } catch (EvalError error) {
      throw error.trace(Positions.NONE, "while parsing the output from '" + program + "'");
    }
  }

  private static List<String> command(ListValue words, Evaluation ev) {
    ContextBuilder context = new ContextBuilder();
    List<String> command = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      String purpose =
          i == 0
              ? "while evaluating the first element of the argument passed to builtins.exec"
              : "while evaluating an element of the argument passed to builtins.exec";
      command.add(
          Coerce.toText(words.get(i), Coerce.Mode.PLAIN, context, ev, Positions.NONE, purpose));
    }
    Secrets.refuse(context.build(), "the arguments of a program");
    try {
      RealisedPath.realise("", context.build(), ev);
    } catch (InvalidPathError invalid) {
      throw new EvalError(
          "cannot execute '"
              + command.getFirst()
              + "', since store path '"
              + invalid.path()
              + "' is not valid");
    }
    return command;
  }
}
