package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.store.Closures;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.SortedSet;

/** {@code firn store gc} and {@code firn store delete}. */
final class CollectCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.spec().lastWord().equals("gc")) {
      Collecting.collect(use);
    } else if (line.operands().isEmpty()) {
      throw new UsageException("tell which paths");
    } else {
      Collecting.delete(use, chosen(use));
    }
    return 0;
  }

  private static SortedSet<StorePath> chosen(StoreUse use) throws IOException {
    SortedSet<StorePath> paths = InfoCommand.chosen(use);
    return use.line().has(StoreCommands.ALSO_REFERRERS)
        ? Closures.referrers(use.indexed(), paths, Closures.Following.REFERENCES)
        : paths;
  }
}
