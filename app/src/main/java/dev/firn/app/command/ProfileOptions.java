package dev.firn.app.command;

import dev.firn.app.command.Option.Group;
import java.util.List;

/** The options of {@code firn profile}. */
public final class ProfileOptions {
  /** Which profile. */
  public static final Option PROFILE =
      Option.with(
              Group.STORE,
              "profile",
              List.of("PATH"),
              "The profile; by default `$NIX_PROFILE`, or where `~/.nix-profile` leads.")
          .letter('p');

  /** Which files win. */
  public static final Option PRIORITY =
      Option.with(
          Group.MODE,
          "priority",
          List.of("NUMBER"),
          "Where packages have the same file, that of the package with the smallest number wins; by default"
              + " what `meta.priority` says, or 5.");

  /** Everything. */
  public static final Option ALL = Option.flag(Group.INPUT, "all", "Take all packages.");

  /** By a regular expression. */
  public static final Option REGEX =
      Option.with(
          Group.INPUT,
          "regex",
          List.of("PATTERN"),
          "Take the packages whose whole names match a POSIX extended regular expression.");

  /** Of some age. */
  public static final Option OLDER_THAN =
      Option.with(
          Group.MODE,
          "older-than",
          List.of("AGE"),
          "Delete only what was left so long ago; AGE is a number of days such as `30d`.");

  /** Nothing is done. */
  public static final Option DRY_RUN =
      Option.flag(Group.MODE, "dry-run", "Tell what would be done, and do nothing.");

  /** JSON. */
  public static final Option JSON = Option.flag(Group.OUTPUT, "json", "Print JSON.");

  private ProfileOptions() {}
}
