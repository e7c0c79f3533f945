package dev.firn.app.cli;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.eval.Input;
import java.util.ArrayList;
import java.util.List;

/** The expressions that a command line of {@code firn} names. */
final class Inputs {
  /** What is taken where nothing is named. */
  static final String DEFAULT_FILE = "./default.nix";

  private Inputs() {}

  /** Those of {@code -E} and the files; {@code ./default.nix} if there are none. */
  static List<Input> of(CommandLine line) {
    List<Input> inputs = new ArrayList<>();
    for (String expression : line.values(EvalOptions.EXPR)) {
      inputs.add(Input.text(expression));
    }
    for (String file : line.operands()) {
      inputs.add(Input.file(file));
    }
    return inputs.isEmpty() ? List.of(Input.file(DEFAULT_FILE)) : inputs;
  }

  /** What is selected of each: the whole value if nothing is. */
  static List<String> selections(CommandLine line) {
    List<String> paths = line.values(EvalOptions.ATTR);
    return paths.isEmpty() ? List.of("") : paths;
  }
}
