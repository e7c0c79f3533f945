package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.NixOldCommands;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.app.settings.Directories;
import dev.firn.app.store.UserProfile;
import dev.firn.base.sys.BytePaths;
import dev.firn.store.gc.CollectionRequest.Action;
import dev.firn.store.profile.Profile;
import dev.firn.store.profile.Profiles;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code nix-collect-garbage}. */
final class NixCollectGarbage extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) {
    boolean dryRun = line.has(StoreCommands.DRY_RUN);
    if (dryRun && line.has(StoreCommands.MAX_FREED)) {
      throw new UsageException("options --max-freed and --dry-run cannot be combined");
    }
    String age = line.value(NixOldCommands.DELETE_OLDER_THAN);
    if (age != null || line.has(NixOldCommands.DELETE_OLD)) {
      for (Path directory : directories(use)) {
        for (Path profile : Profiles.below(directory)) {
          deleteOld(profile, age, dryRun, use);
        }
      }
    }
    if (dryRun) {
      Collecting.dryRun(use);
    } else {
      Collecting.collect(use, Action.DELETE_DEAD);
    }
    return 0;
  }

  /** Where profiles may be: the user's, where his link leads, and those of the machine. */
  private static Set<Path> directories(StoreUse use) {
    Set<Path> all = new TreeSet<>();
    all.add(BytePaths.of(use.absolute(Directories.profiles(use.surroundings().environment()))));
    all.add(use.local().location().state().resolve("profiles"));
    Path own =
        UserProfile.ofUser(use.settings(), use.surroundings().environment(), use.local())
            .getParent();
    if (own != null) {
      all.add(own);
    }
    return all;
  }

  private static void deleteOld(Path path, @Nullable String age, boolean dryRun, StoreUse use) {
    use.info("removing old generations of profile " + BytePaths.bytes(path));
    Profile profile = new Profile(use.local(), path, use::info);
    if (age == null) {
      profile.deleteOld(dryRun);
    } else {
      profile.deleteOlderThan(Ages.before(age), dryRun);
    }
  }
}
