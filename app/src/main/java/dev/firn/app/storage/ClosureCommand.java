package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.store.Closures;
import dev.firn.store.TopologicalOrder;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code firn store closure} and {@code firn store referrers}. */
final class ClosureCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.operands().isEmpty()) {
      throw new UsageException("tell which paths");
    }
    SortedSet<StorePath> paths = use.paths(line.operands());
    if (line.spec().lastWord().equals("closure")) {
      closure(sorted(Closures.references(use.store(), paths), use), use);
    } else {
      use.list(sorted(referrers(paths, use), use));
    }
    return 0;
  }

  private static List<StorePath> sorted(SortedSet<StorePath> paths, StoreUse use) {
    return TopologicalOrder.sort(paths, use.store());
  }

  private static void closure(List<StorePath> paths, StoreUse use) {
    if (!use.line().has(StoreCommands.SIZE)) {
      use.list(paths);
      return;
    }
    long sum = 0;
    for (StorePath path : paths) {
      long size = use.store().info(path).narSize();
      use.output().line(size + " " + use.print(path));
      sum += size;
    }
    use.output().line(sum + " in all");
  }

  private static SortedSet<StorePath> referrers(SortedSet<StorePath> paths, StoreUse use) {
    if (use.line().has(StoreCommands.CLOSURE)) {
      return Closures.referrers(use.indexed(), paths, Closures.Following.REFERENCES);
    }
    SortedSet<StorePath> found = new TreeSet<>();
    paths.forEach(path -> found.addAll(use.indexed().referrers(path)));
    return found;
  }
}
