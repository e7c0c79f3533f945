package dev.firn.app.storage;

import dev.firn.app.command.UsageException;
import dev.firn.store.profile.Profiles;
import java.util.OptionalLong;

/** Reads ages such as {@code 30d}. */
public final class Ages {
  private Ages() {}

  /**
   * The time that was so long ago.
   *
   * @return in seconds after the epoch
   * @throws UsageException with Nix's message, if it is no age
   */
  public static long before(String age) {
    OptionalLong time = Profiles.timeBefore(age, System.currentTimeMillis() / 1000);
    if (time.isEmpty()) {
      throw new UsageException(
          "invalid number of days specifier '"
              + age
              + (age.endsWith("d") ? "'" : "', expected something like '14d'"));
    }
    return time.getAsLong();
  }
}
