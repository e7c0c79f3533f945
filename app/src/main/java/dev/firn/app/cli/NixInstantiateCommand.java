package dev.firn.app.cli;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.InstantiateOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Input;
import dev.firn.app.eval.Session;
import dev.firn.app.eval.ValueOutput;
import dev.firn.app.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** {@code nix-instantiate}: parses, evaluates or instantiates, or looks files up. */
final class NixInstantiateCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    boolean parse = line.has(InstantiateOptions.PARSE);
    boolean eval = parse || line.has(InstantiateOptions.EVAL);
    return Session.run(
        line,
        settings,
        surroundings,
        access(line, eval),
        session -> {
          if (line.has(InstantiateOptions.FIND_FILE)) {
            findFiles(line, session, surroundings);
          } else if (parse) {
            inputs(line).forEach(session::printSyntax);
          } else if (eval) {
            evaluate(line, session, surroundings);
          } else {
            new Instantiation(session, surroundings, line).run(inputs(line));
          }
          return 0;
        });
  }

  private static Session.Access access(CommandLine line, boolean eval) {
    if (line.has(EvalOptions.READONLY_MODE)
        || line.has(InstantiateOptions.DRY_RUN)
        || (eval && !line.has(InstantiateOptions.READ_WRITE_MODE))) {
      return Session.Access.READ;
    }
    return eval || line.has(InstantiateOptions.FIND_FILE)
        ? Session.Access.WRITE
        : Session.Access.FILL;
  }

  private static void findFiles(CommandLine line, Session session, Surroundings surroundings) {
    for (String name : line.operands()) {
      surroundings.output().line(session.evaluator().findFile(name));
    }
  }

  private static void evaluate(CommandLine line, Session session, Surroundings surroundings) {
    ValueOutput output = OutputForms.ofInstantiate(line);
    session.forEachSelected(
        inputs(line),
        Inputs.selections(line),
        value -> output.print(session.called(value), session.evaluation(), surroundings.output()));
  }

  /** Standard input first, if it is named anywhere. */
  private static List<Input> inputs(CommandLine line) {
    boolean expressions = line.has(InstantiateOptions.EXPR);
    List<Input> inputs = new ArrayList<>();
    for (String operand : line.operands()) {
      if (operand.equals("-") && !inputs.contains(Input.STANDARD_INPUT)) {
        inputs.addFirst(Input.STANDARD_INPUT);
      } else if (!operand.equals("-")) {
        inputs.add(expressions ? Input.text(operand) : Input.file(operand));
      }
    }
    if (inputs.isEmpty() && !expressions) {
      inputs.add(Input.file(Inputs.DEFAULT_FILE));
    }
    return inputs;
  }
}
