package dev.firn.app.copy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CopyOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;

/** {@code firn cache pull}: copies paths from a binary cache. */
final class CachePullCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    if (line.operands().size() < 2) {
      throw new UsageException("give a cache and paths");
    }
    new PathCopy(settings, surroundings)
        .unchecked(line.has(CopyOptions.NO_CHECK_SIGS))
        .run(line.operands().getFirst(), null, line.operands().subList(1, line.operands().size()));
    return 0;
  }
}
