package dev.firn.app.cli;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.InstantiateOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Input;
import dev.firn.app.eval.Session;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.select.DerivationFinder;
import dev.firn.lang.select.FoundDerivation;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import java.util.List;

/** Writes the derivations that expressions give to the store, and prints their paths. */
final class Instantiation {
  private final Session session;
  private final Surroundings surroundings;
  private final CommandLine line;

  Instantiation(Session session, Surroundings surroundings, CommandLine line) {
    this.session = session;
    this.surroundings = surroundings;
    this.line = line;
  }

  /** Does so with some expressions. */
  void run(List<Input> inputs) {
    session.forEachSelected(inputs, Inputs.selections(line), this::instantiate);
  }

  private void instantiate(Value value) {
    Evaluation ev = session.evaluation();
    for (FoundDerivation found : DerivationFinder.find(value, session.arguments(), ev)) {
      String path = found.drvPath(ev);
      String output = found.outputName(ev);
      if (output.isEmpty()) {
        throw new EvalError("derivation '" + path + "' lacks an 'outputName' attribute");
      }
      keep();
      surroundings.output().line(output.equals("out") ? path : path + "!" + output);
    }
  }

  private void keep() {
    if (line.value(InstantiateOptions.ADD_ROOT) == null
        && !line.has(InstantiateOptions.NO_GC_WARNING)) {
      surroundings
          .messages()
          .warnOnce(
              "you did not specify '--add-root'; the result might be removed by the garbage"
                  + " collector");
    }
  }
}
