package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.base.json.Json;
import dev.firn.store.copy.ContentAddressing;
import dev.firn.store.path.StorePath;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code firn store make-content-addressed}. */
final class RewriteCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) {
    if (line.operands().isEmpty()) {
      throw new UsageException("tell which paths");
    }
    Map<StorePath, StorePath> copies =
        ContentAddressing.copy(use.store(), use.store(), use.paths(line.operands()));
    if (line.has(StoreCommands.JSON)) {
      SortedMap<String, Json> rewrites = new TreeMap<>();
      copies.forEach((path, copy) -> rewrites.put(use.print(path), new Json.Str(use.print(copy))));
      use.output().line(Json.object(Map.of("rewrites", new Json.Obj(rewrites))).print());
    } else {
      copies.forEach((path, copy) -> use.output().line(use.print(path) + " -> " + use.print(copy)));
    }
    return 0;
  }
}
