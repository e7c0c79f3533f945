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
      closure(Closures.sortedReferences(use.store(), paths), use);
    } else {
      use.list(referrers(paths, use));
    }
    return 0;
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

  private static List<StorePath> referrers(SortedSet<StorePath> paths, StoreUse use) {
    if (use.line().has(StoreCommands.CLOSURE)) {
      return Closures.sortedReferrers(use.indexed(), paths);
    }
    SortedSet<StorePath> found = new TreeSet<>();
    paths.forEach(path -> found.addAll(use.indexed().referrers(path)));
    return TopologicalOrder.sort(found, use.store());
  }
}
