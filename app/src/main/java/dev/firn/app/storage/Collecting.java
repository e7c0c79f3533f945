package dev.firn.app.storage;

import dev.firn.app.command.NixStoreOptions;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.app.settings.Setting;
import dev.firn.app.storage.NixStore.NixStoreCall;
import dev.firn.base.text.Sizes;
import dev.firn.store.Closures;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.CollectionRequest.Action;
import dev.firn.store.gc.CollectionResult;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;

/** Collects garbage as commands ask for it. */
final class Collecting {
  private static final String UNITS = "KMGT";

  private Collecting() {}

  /** {@code nix-store --gc}. */
  static void collect(NixStoreCall call) {
    boolean roots = call.has(NixStoreOptions.PRINT_ROOTS);
    call.arguments()
        .given()
        .forEach(given -> {
          if (NixStoreOptions.isFlag(given.option())
              && given.option() != NixStoreOptions.PRINT_ROOTS
              && given.option() != StoreCommands.PRINT_LIVE
              && given.option() != StoreCommands.PRINT_DEAD
              && given.option() != StoreCommands.MAX_FREED) {
            throw new UsageException("bad sub-operation '" + given.word() + "' in GC");
          }
        });
    call.noOperands("no arguments expected");
    Action action = action(call.use());
    if (call.has(StoreCommands.MAX_FREED) && (roots || action != Action.DELETE_DEAD)) {
      throw new UsageException(
          "option --max-freed cannot be combined with --print-live, --print-dead, or --print-roots");
    }
    if (roots) {
      Queries.printRoots(call.use(), null);
    } else {
      collect(call.use(), action);
    }
  }

  private static Action action(StoreUse use) {
    if (use.line().has(StoreCommands.PRINT_LIVE)) {
      return Action.RETURN_LIVE;
    }
    return use.line().has(StoreCommands.PRINT_DEAD) ? Action.RETURN_DEAD : Action.DELETE_DEAD;
  }

  /** {@code firn store gc}. */
  static void collect(StoreUse use) {
    if (use.line().has(StoreCommands.DRY_RUN)) {
      dryRun(use);
    } else {
      collect(use, action(use));
    }
  }

  /** Tells how much would be deleted. */
  static void dryRun(StoreUse use) {
    CollectionResult result =
        use.maintenance().collect(whole(use, Action.RETURN_DEAD), use.activities());
    use.output().line(result.paths().size() + " store paths would be deleted");
  }

  /** Does something with the whole store, and prints what Nix prints about it. */
  static void collect(StoreUse use, Action action) {
    if (action == Action.DELETE_DEAD) {
      delete(use, whole(use, action));
    } else {
      CollectionResult result = use.maintenance().collect(whole(use, action), use.activities());
      result.paths().forEach(path -> use.output().line(path));
    }
  }

  private static CollectionRequest whole(StoreUse use, Action action) {
    boolean outputs = use.settings().isOn(Setting.KEEP_OUTPUTS);
    boolean derivers = use.settings().isOn(Setting.KEEP_DERIVATIONS);
    CollectionRequest request =
        CollectionRequest.whole(action, new Closures.Following(outputs, derivers));
    String limit = use.line().value(StoreCommands.MAX_FREED);
    return limit == null ? request : request.withMaxFreed(size(limit));
  }

  private static void report(StoreUse use, CollectionResult result) {
    use.output()
        .line(
            result.paths().size()
                + " store paths deleted, "
                + Sizes.render(result.bytesFreed())
                + " freed");
  }

  /** A number of bytes with a unit after it, as Nix reads it. */
  private static long size(String text) {
    int unit =
        text.isEmpty() ? -1 : UNITS.indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
    String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
    try {
      long count = Math.multiplyExact(Long.parseLong(digits), 1L << (10 * (unit + 1)));
      return Math.max(count, 0);
    } catch (NumberFormatException | ArithmeticException bad) {
      throw new UsageException("'--max-freed' requires an integer argument, not '" + text + "'");
    }
  }

  /** {@code nix-store --delete}. */
  static void delete(NixStoreCall call) throws IOException {
    call.allow(null, StoreCommands.IGNORE_LIVENESS);
    delete(call.use(), call.use().paths(call.operands()));
  }

  /** Deletes certain paths. */
  static void delete(StoreUse use, SortedSet<StorePath> paths) {
    CollectionRequest request =
        CollectionRequest.delete(paths, use.line().has(StoreCommands.IGNORE_LIVENESS));
    delete(
        use,
        use.line().has(StoreCommands.SKIP_ALIVE)
            ? request.withAction(Action.DELETE_DEAD)
            : request);
  }

  private static void delete(StoreUse use, CollectionRequest request) {
    CollectionResult result = new CollectionResult(new TreeSet<>(), 0, 0);
    try {
      result = use.maintenance().collect(request, use.activities());
    } finally {
      report(use, result);
    }
  }
}
