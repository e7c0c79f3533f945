package dev.firn.app.copy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CopyOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import java.util.List;

/** {@code nix-copy-closure}: copies paths to another machine or from it. */
final class NixCopyClosureCommand implements Command {
  private static String compressed(String url) {
    return url + (url.indexOf('?') < 0 ? '?' : '&') + "compress=true";
  }

  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    if (line.operands().isEmpty()) {
      throw new UsageException("no host name specified");
    }
    String given = line.operands().getFirst();
    String url = given.contains("://") ? given : "ssh://" + given;
    String machine = line.has(CopyOptions.GZIP) ? compressed(url) : url;
    List<String> paths = line.operands().subList(1, line.operands().size());
    boolean from = line.has(CopyOptions.FROM_MACHINE);
    if (from && line.has(CopyOptions.TO_MACHINE)) {
      throw new UsageException("'--to' and '--from' exclude each other");
    }
    // Whoever may log in is believed, as by Nix.
    new PathCopy(settings, surroundings)
        .unchecked(true)
        .withOutputs(line.has(CopyOptions.INCLUDE_OUTPUTS))
        .afterSubstituters(line.has(CopyOptions.USE_SUBSTITUTES))
        .run(from ? machine : null, from ? null : machine, paths);
    return 0;
  }
}
