package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.UsageException;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StoreDir;
import java.io.IOException;

/** {@code firn store dump} and {@code firn store restore}. */
final class ArchiveCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.operands().isEmpty()) {
      throw new UsageException("tell which file or folder");
    }
    String name = line.operands().getFirst();
    if (line.spec().lastWord().equals("restore")) {
      use.restore(name);
    } else if (use.dir().contains(use.absolute(name))) {
      // The files of a store need not be where their paths say.
      StoreDir.Inside place = use.inside(name);
      NarWriter.write(FilesCommand.find(place, name, use), use.output().stream());
    } else {
      NarWriter.write(use.tree(name), use.output().stream());
    }
    return 0;
  }
}
