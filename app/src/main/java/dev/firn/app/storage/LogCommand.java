package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.UsageException;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.InputStream;
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
      try (InputStream log = use.maintenance().buildLog(derivation(path, use))) {
        if (log == null) {
          throw new StoreException(
              "build log of derivation '" + use.print(path) + "' is not available");
        }
        log.transferTo(use.output().stream());
      }
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
