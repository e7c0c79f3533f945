package dev.firn.app.copy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CopyOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import java.util.List;

/** {@code firn cache push}: copies paths to a binary cache. */
final class CachePushCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    if (line.operands().size() < 2) {
      throw new UsageException("give a cache and paths");
    }
    StringBuilder cache = new StringBuilder(line.operands().getFirst());
    append(cache, "secret-keys", String.join(",", line.values(CopyOptions.SECRET_KEY)));
    String compression = line.value(CopyOptions.COMPRESSION);
    append(cache, "compression", compression == null ? "" : compression);
    List<String> paths = line.operands().subList(1, line.operands().size());
    new PathCopy(settings, surroundings).run(null, cache.toString(), paths);
    return 0;
  }

  private static void append(StringBuilder url, String name, String value) {
    if (!value.isEmpty()) {
      url.append(url.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(encode(value));
    }
  }

  private static String encode(String value) {
    return value.replace("%", "%25").replace("&", "%26");
  }
}
