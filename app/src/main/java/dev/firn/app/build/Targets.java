package dev.firn.app.build;

import dev.firn.app.eval.Input;
import dev.firn.app.eval.Instantiated;
import dev.firn.app.eval.Session;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Value;
import dev.firn.store.DerivedPath;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a command line asks to build: the derivations that expressions give, and those that are named themselves. */
final class Targets {
  private final Session session;
  private final List<DerivedPath.Built> all = new ArrayList<>();

  Targets(Session session) {
    this.session = session;
  }

  /** Finds them, in the order in which they are named, and makes them durable. */
  static List<DerivedPath.Built> of(Session session, List<Input> inputs, List<String> selections) {
    return of(session, inputs, selections, _ -> session.arguments());
  }

  /** The same, where the arguments that a function is called with depend on it. */
  static List<DerivedPath.Built> of(
      Session session,
      List<Input> inputs,
      List<String> selections,
      Function<Value, Attrs> arguments) {
    Targets targets = new Targets(session);
    for (Input input : inputs) {
      if (!targets.addStored(input)) {
        Value root = session.evaluate(input);
        for (String path : selections) {
          Value value = session.select(root, path, arguments.apply(root));
          Instantiated.find(value, arguments.apply(value), session, targets::add);
        }
      }
    }
    session.flush();
    return targets.all;
  }

  private void add(Instantiated found) {
    all.add(DerivedPath.outputOf(session.storePath(found.path()), found.output()));
  }

  /** Adds the derivation that is named, if the name is that of one in the store. */
  private boolean addStored(Input input) {
    if (input.kind() != Input.Kind.FILE) {
      return false;
    }
    int mark = input.text().indexOf('!');
    String path = mark < 0 ? input.text() : input.text().substring(0, mark);
    StorePath stored = session.store().dir().find(session.absolute(path));
    if (stored == null || !stored.isDerivation()) {
      return false;
    }
    String output = mark < 0 ? "out" : input.text().substring(mark + 1);
    if (!session.store().isValid(stored)) {
      throw new EvalError("path '" + session.store().dir().print(stored) + "' is not valid");
    }
    if (!session.store().readDerivation(stored).outputs().containsKey(output)) {
      throw new EvalError(
          "derivation '"
              + session.store().dir().print(stored)
              + "' does not have output '"
              + output
              + "'");
    }
    all.add(DerivedPath.outputOf(stored, output));
    return true;
  }
}
