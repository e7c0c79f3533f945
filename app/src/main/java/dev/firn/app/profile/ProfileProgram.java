package dev.firn.app.profile;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.ProfileOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Session;
import dev.firn.app.settings.Settings;
import dev.firn.app.storage.Ages;
import dev.firn.store.profile.Profile;
import org.jspecify.annotations.Nullable;

/** {@code firn profile ...}. */
public final class ProfileProgram implements Command {
  /** The command. */
  public ProfileProgram() {}

  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    return Session.run(
        line,
        settings,
        surroundings,
        Session.Access.WRITE,
        session -> {
          run(new ProfileCall(line, session, settings, surroundings));
          return 0;
        });
  }

  private static void run(ProfileCall call) {
    boolean dryRun = call.line().has(ProfileOptions.DRY_RUN);
    Profile profile = call.profile();
    switch (call.line().spec().lastWord()) {
      case "list" -> PackageList.print(call);
      case "install" -> new PackageInstallation(call).run();
      case "remove" -> PackageRemoval.run(call);
      case "history" -> History.print(call);
      case "rollback" -> profile.rollBack(dryRun);
      case "switch-generation" -> profile.switchTo(number(call.line()), dryRun);
      default -> wipe(profile, call.line().value(ProfileOptions.OLDER_THAN), dryRun);
    }
  }

  private static long number(CommandLine line) {
    try {
      return Long.parseLong(line.operands().isEmpty() ? "" : line.operands().getFirst());
    } catch (NumberFormatException bad) {
      throw new UsageException("tell the number of a generation");
    }
  }

  private static void wipe(Profile profile, @Nullable String age, boolean dryRun) {
    if (age == null) {
      profile.deleteOld(dryRun);
    } else {
      profile.deleteOlderThan(Ages.before(age), dryRun);
    }
  }
}
