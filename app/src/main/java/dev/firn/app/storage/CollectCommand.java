package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.UsageException;
import java.io.IOException;

/** {@code firn store gc} and {@code firn store delete}. */
final class CollectCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.spec().lastWord().equals("gc")) {
      Collecting.collect(use);
    } else if (line.operands().isEmpty()) {
      throw new UsageException("tell which paths");
    } else {
      Collecting.delete(use, use.paths(line.operands()));
    }
    return 0;
  }
}
