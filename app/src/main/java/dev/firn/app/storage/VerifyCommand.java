package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.app.store.Substituters;
import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.TrustedKeys;
import dev.firn.store.verify.Verifier;
import java.io.IOException;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** {@code firn store verify}. */
final class VerifyCommand extends StoreCommand {
  private static final int UNTRUSTED = 2;

  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    boolean contents = !line.has(StoreCommands.NO_CONTENTS);
    String needed = line.value(StoreCommands.SIGS_NEEDED);
    boolean trust = needed != null || line.has(StoreCommands.TRUST);
    boolean all = line.operands().isEmpty();
    if (!contents && !trust && !all) {
      throw new UsageException("of certain paths, there is nothing but their contents to check");
    }
    int status = 0;
    if (all && use.store() instanceof IndexedStore) {
      status = Upkeep.verify(use, contents, line.has(StoreCommands.REPAIR));
    } else if (contents) {
      status = contents(chosen(use), use);
    }
    return trust ? status | trust(chosen(use), count(needed), use) : status;
  }

  private static SortedSet<StorePath> chosen(StoreUse use) throws IOException {
    return use.line().operands().isEmpty() ? use.listed().allValidPaths() : InfoCommand.chosen(use);
  }

  private static int contents(SortedSet<StorePath> paths, StoreUse use) throws IOException {
    if (use.line().has(StoreCommands.REPAIR)) {
      for (StorePath path : paths) {
        if (!Verifier.isIntact(use.local(), path)) {
          use.building().repair(path);
        }
      }
    }
    return Upkeep.verifyPaths(use, paths);
  }

  /** How many signatures; 0 if one is enough, and none if the path was built here. */
  private static int count(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException bad) {
      throw new UsageException("'--sigs-needed' requires a number, not '" + text + "'");
    }
  }

  private static int trust(SortedSet<StorePath> paths, int needed, StoreUse use) {
    TrustedKeys keys = Substituters.trustedKeys(use.settings());
    int status = 0;
    for (StorePath path : paths) {
      PathInfo info = use.store().info(path);
      boolean trusted =
          (needed == 0 && info.ultimate())
              || info.isContentAddressed(use.dir())
              || info.trustedSignatures(use.dir(), keys) >= Math.max(needed, 1);
      if (!trusted) {
        use.messages().say("path '" + use.print(path) + "' is untrusted");
        status = UNTRUSTED;
      }
    }
    return status;
  }
}
