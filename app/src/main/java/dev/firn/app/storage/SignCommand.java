package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.store.PathInfo;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import java.io.IOException;

/** {@code firn store sign}. */
final class SignCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    String file = line.value(StoreCommands.KEY_FILE);
    if (file == null) {
      throw new UsageException("you must specify a secret key file using '-k'");
    }
    SecretKey key = KeyFiles.read(use.file(file));
    int added = 0;
    for (StorePath path : InfoCommand.chosen(use)) {
      PathInfo info = use.store().info(path);
      PathInfo signed = info.signed(use.dir(), key);
      if (!signed.signatures().equals(info.signatures())) {
        use.listed().addSignatures(path, signed.signatures());
        added++;
      }
    }
    use.info("added " + added + " signatures");
    return 0;
  }
}
