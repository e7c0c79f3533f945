package dev.firn.app.copy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CopyOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;

/** {@code firn copy}: copies paths between any two stores. */
final class CopyCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    String from = line.value(CopyOptions.FROM);
    String to = line.value(CopyOptions.TO);
    if (from == null && to == null) {
      throw new UsageException("you must pass '--from' and/or '--to'");
    }
    boolean all = line.has(CopyOptions.ALL);
    if (all == !line.operands().isEmpty()) {
      throw new UsageException(
          all ? "'--all' does not expect arguments" : "no paths to copy were given");
    }
    new PathCopy(settings, surroundings)
        .unchecked(line.has(CopyOptions.NO_CHECK_SIGS))
        .alone(line.has(CopyOptions.NO_RECURSIVE))
        .afterSubstituters(line.has(CopyOptions.SUBSTITUTE))
        .run(from, to, all ? null : line.operands());
    return 0;
  }
}
