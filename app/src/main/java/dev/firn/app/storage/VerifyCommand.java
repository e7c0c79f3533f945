package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.store.path.StorePath;
import dev.firn.store.verify.Verifier;
import java.io.IOException;
import java.util.SortedSet;

/** {@code firn store verify}. */
final class VerifyCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    boolean contents = !line.has(StoreCommands.NO_CONTENTS);
    boolean repair = line.has(StoreCommands.REPAIR);
    if (line.operands().isEmpty()) {
      return Upkeep.verify(use, contents, repair);
    }
    if (!contents) {
      throw new UsageException("of certain paths, there is nothing but their contents to check");
    }
    SortedSet<StorePath> paths = use.paths(line.operands());
    if (repair) {
      for (StorePath path : paths) {
        if (!Verifier.isIntact(use.local(), path)) {
          use.building().repair(path);
        }
      }
    }
    return Upkeep.verifyPaths(use, paths);
  }
}
