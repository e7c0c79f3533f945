package dev.firn.app.eval;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.InstantiateOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Session.Setup;
import dev.firn.app.recall.Observations;
import dev.firn.app.recall.Recall;
import dev.firn.app.recall.World;
import dev.firn.app.store.StoreOpener;
import dev.firn.lang.host.Host;
import dev.firn.store.Store;
import dev.firn.store.local.LocalStore;
import java.util.function.ToIntFunction;

/** Sessions in a process that remembers what earlier ones gave. */
final class Recalled {
  private Recalled() {}

  /** Runs a session, unless the same one ran before in the same world. */
  static int run(Setup setup, Recall recall, ToIntFunction<Observations> session) {
    setup.surroundings().output().flush();
    try (Store store = StoreOpener.open(setup.settings(), setup.surroundings())) {
      Host machine = Evaluators.machine(setup.surroundings(), store.dir(), false);
      return recall.run(
          key(setup, store),
          new World(machine, store),
          seen -> {
            if (setup.line().has(InstantiateOptions.ADD_ROOT)) {
              seen.dependOnMore();
            }
            int status = session.applyAsInt(seen);
            setup.surroundings().output().flush();
            return status;
          });
    }
  }

  /** All that a session depends on besides what it asks of the world. Texts stand in it with their lengths. */
  private static String key(Setup setup, Store store) {
    StringBuilder key = new StringBuilder();
    CommandLine line = setup.line();
    Surroundings surroundings = setup.surroundings();
    add(key, line.program());
    for (CommandLine.Given given : line.given()) {
      add(key, given.option().name());
      given.operands().forEach(operand -> add(key, operand));
    }
    add(key, "");
    line.operands().forEach(operand -> add(key, operand));
    add(key, setup.settings().print());
    // Of other stores, the settings tell all.
    add(key, store instanceof LocalStore local ? local.location().toString() : "");
    setup.searchPath().forEach(entry -> add(key, entry));
    add(key, "");
    setup.more().forEach(entry -> add(key, entry));
    add(key, surroundings.directory());
    add(key, setup.access().name());
    add(key, surroundings.isInteractive() ? "interactive" : "");
    add(key, surroundings.messages().isColoured() ? "coloured" : "");
    return key.toString();
  }

  private static void add(StringBuilder key, String text) {
    key.append(text.length()).append(':').append(text);
  }
}
