package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;

/** {@code firn store optimise}. */
final class OptimiseCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) {
    use.maintenance().optimise(use.activities());
    return 0;
  }
}
