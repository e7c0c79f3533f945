package dev.firn.app.cli;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.InstantiateOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Input;
import dev.firn.app.eval.Instantiated;
import dev.firn.app.eval.Session;
import dev.firn.lang.value.Value;
import dev.firn.store.local.IndirectRoots;
import java.util.ArrayList;
import java.util.List;

/** Writes the derivations that expressions give to the store, and prints their paths. */
final class Instantiation {
  private static final String NOT_KEPT =
      "you did not specify '--add-root'; the result might be removed by the garbage collector";

  private final Session session;
  private final Surroundings surroundings;
  private final CommandLine line;
  private int kept;

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
    List<Instantiated> made = new ArrayList<>();
    try {
      Instantiated.find(value, session, made::add);
    } finally {
      // All at once: the store writes many in hardly more time than one. Those before a failing one
      // count.
      session.flush();
      made.forEach(this::tell);
    }
  }

  private void tell(Instantiated made) {
    String shown = keep(made.path());
    surroundings.output().line(made.output().equals("out") ? shown : shown + "!" + made.output());
  }

  /** Makes a root, if one is wanted. Gives what is printed for the path: the link to it, if there is one. */
  private String keep(String path) {
    String wanted = line.value(InstantiateOptions.ADD_ROOT);
    if (wanted == null) {
      if (!line.has(InstantiateOptions.NO_GC_WARNING)) {
        surroundings.messages().warnOnce(NOT_KEPT);
      }
      return path;
    }
    IndirectRoots roots = session.roots();
    if (roots == null) {
      return path;
    }
    String link = session.absolute(wanted) + (++kept > 1 ? "-" + kept : "");
    roots.add(link, session.storePath(path));
    return link;
  }
}
