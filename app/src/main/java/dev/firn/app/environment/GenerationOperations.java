package dev.firn.app.environment;

import dev.firn.app.command.UsageException;
import dev.firn.app.storage.Ages;
import dev.firn.app.store.UserProfile;
import dev.firn.base.disk.Disk;
import dev.firn.base.disk.Links;
import dev.firn.store.StoreException;
import dev.firn.store.profile.Generation;
import dev.firn.store.profile.Generations;
import dev.firn.store.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Operations of {@code nix-env} about the generations of a profile. */
final class GenerationOperations {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int NUMBER_WIDTH = 4;

  private GenerationOperations() {}

  /** Prints all generations, a line each. */
  static void list(EnvironmentCall call) {
    call.allow(List.of());
    call.noOperands();
    Generations generations = call.profile().generations();
    for (Generation each : generations.all()) {
      String number = Long.toString(each.number());
      String time =
          TIME.format(Instant.ofEpochSecond(each.created()).atZone(ZoneId.systemDefault()));
      call.line(
          " ".repeat(Math.max(0, NUMBER_WIDTH - number.length()))
              + number
              + "   "
              + time
              + "   "
              + (each.number() == generations.current() ? "(current)" : ""));
    }
  }

  /** Switches to a generation. */
  static void switchTo(EnvironmentCall call) {
    call.allow(List.of());
    String operand = call.onlyOperand();
    call.profile().switchTo(number(operand, "expected a generation number"), call.isDryRun());
  }

  /** Switches to the generation before the current one. */
  static void rollBack(EnvironmentCall call) {
    call.allow(List.of());
    call.noOperands();
    call.profile().rollBack(call.isDryRun());
  }

  /** Makes the user's link lead to another profile. */
  static void switchProfile(EnvironmentCall call) {
    call.allow(List.of());
    Path link = UserProfile.link(call.settings(), call.surroundings().environment());
    try {
      Links.replace(Disk.REAL, link, call.session().absolute(call.onlyOperand()));
    } catch (IOException failed) {
      throw new StoreException("cannot make the link '" + link + "': " + failed.getMessage());
    }
  }

  /** Deletes generations. */
  static void delete(EnvironmentCall call) {
    call.allow(List.of());
    Profile profile = call.profile();
    List<String> operands = call.operands();
    String only = operands.size() == 1 ? operands.getFirst() : "";
    if (only.equals("old")) {
      profile.deleteOld(call.isDryRun());
    } else if (only.contains("d")) {
      profile.deleteOlderThan(Ages.before(only), call.isDryRun());
    } else if (only.contains("+")) {
      profile.deleteAllBut(kept(only), call.isDryRun());
    } else {
      Set<Long> numbers = new TreeSet<>();
      for (String operand : operands) {
        numbers.add(number(operand, "invalid generation number '" + operand + "'"));
      }
      profile.delete(numbers, call.isDryRun());
    }
  }

  private static long kept(String operand) {
    if (operand.length() < 2) {
      throw new StoreException("invalid number of generations '" + operand + "'");
    }
    try {
      return Long.parseUnsignedLong(operand.substring(1));
    } catch (NumberFormatException bad) {
      throw new StoreException("invalid number of generations to keep '" + operand + "'");
    }
  }

  private static long number(String text, String error) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException bad) {
      throw new UsageException(error);
    }
  }
}
