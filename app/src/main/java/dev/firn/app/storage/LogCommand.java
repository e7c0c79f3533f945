package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.UsageException;
import dev.firn.base.text.Latin1;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.Collection;

/** {@code firn store log}. */
final class LogCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.operands().isEmpty()) {
      throw new UsageException("tell which paths");
    }
    print(line.operands(), use);
    return 0;
  }

  /** Prints logs of paths or derivations. */
  static void print(Collection<String> names, StoreUse use) throws IOException {
    for (String name : names) {
      StorePath path = use.path(name);
      byte[] log = use.tasks().log(derivation(path, use));
      if (log == null) {
        throw new StoreException(
            "build log of derivation '" + use.print(path) + "' is not available");
      }
      use.output().print(Latin1.string(log));
    }
  }

  private static StorePath derivation(StorePath path, StoreUse use) {
    if (path.isDerivation()) {
      return path;
    }
    PathInfo info = use.store().find(path);
    StorePath deriver = info == null ? null : info.deriver();
    return deriver == null ? path : deriver;
  }
}
