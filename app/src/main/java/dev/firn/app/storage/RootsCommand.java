package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import java.io.IOException;

/** {@code firn store roots}. */
final class RootsCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    Queries.printRoots(use, line.operands().isEmpty() ? null : use.paths(line.operands()));
    return 0;
  }
}
