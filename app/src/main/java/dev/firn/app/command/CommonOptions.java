package dev.firn.app.command;

import dev.firn.app.command.Option.Group;
import dev.firn.app.settings.Setting;
import java.util.ArrayList;
import java.util.List;

/** The options that every command has, and those for builds that Nix's old commands have. */
public final class CommonOptions {
  /** Prints the help. */
  public static final Option HELP =
      Option.flag(Group.GENERAL, "help", "Print this help.").letter('h');

  /** Prints the version. */
  public static final Option VERSION = Option.flag(Group.GENERAL, "version", "Print the version.");

  /** Sets a setting. */
  public static final Option OPTION =
      Option.with(
          Group.GENERAL,
          "option",
          List.of("NAME", "VALUE"),
          "Set the setting NAME of `nix.conf` to VALUE. `--NAME VALUE`, `--extra-NAME VALUE` and,"
              + " for what is on or off, `--NAME` and `--no-NAME` do the same.");

  /** Tells more. */
  public static final Option VERBOSE =
      Option.flag(Group.GENERAL, "verbose", "Tell more; may be repeated.").letter('v');

  /** Tells less. */
  public static final Option QUIET =
      Option.flag(
          Group.GENERAL,
          "quiet",
          "Tell less; twice, nothing but errors and what the program prints.");

  /** Tells nearly everything. */
  public static final Option DEBUG = Option.flag(Group.GENERAL, "debug", "Tell nearly everything.");

  /** The form of messages. */
  public static final Option LOG_FORMAT =
      Option.with(
          Group.GENERAL,
          "log-format",
          List.of("FORMAT"),
          "How is told what goes on: `raw` (lines), `bar` (a line that changes, on a terminal), both also"
              + " `-with-logs` (with what builders print), or `internal-json` (JSON, as Nix has it).");

  /** All of these. */
  public static final List<Option> GENERAL =
      List.of(OPTION, VERBOSE, QUIET, DEBUG, LOG_FORMAT, HELP, VERSION);

  /** Repairs. */
  public static final Option REPAIR =
      Option.flag(Group.BUILD, "repair", "Put right what is broken in the store.");

  /** What builders print is not shown. */
  public static final Option NO_BUILD_OUTPUT =
      Option.flag(Group.BUILD, "no-build-output", "Do not show what builders print.").letter('Q');

  /** How builds are done. */
  public static final List<Option> BUILD_SETTINGS =
      List.of(
          Option.with(
                  Group.BUILD, "max-jobs", List.of("N"), "How many builds run at once, or `auto`.")
              .letter('j')
              .sets(Setting.MAX_JOBS),
          Option.with(
                  Group.BUILD,
                  "cores",
                  List.of("N"),
                  "How many processors a build may use; 0 for all.")
              .sets(Setting.CORES),
          Option.with(
                  Group.BUILD,
                  "max-silent-time",
                  List.of("SECONDS"),
                  "How long a build may say nothing.")
              .sets(Setting.MAX_SILENT_TIME),
          Option.with(Group.BUILD, "timeout", List.of("SECONDS"), "How long a build may take.")
              .sets(Setting.TIMEOUT),
          Option.flag(Group.BUILD, "keep-going", "Go on with other builds after one has failed.")
              .letter('k')
              .sets(Setting.KEEP_GOING),
          Option.flag(Group.BUILD, "keep-failed", "Keep the folders of failed builds.")
              .letter('K')
              .sets(Setting.KEEP_FAILED),
          Option.flag(Group.BUILD, "fallback", "Build what cannot be fetched from a cache.")
              .sets(Setting.FALLBACK),
          NO_BUILD_OUTPUT);

  /** What Nix's old commands accept for builds. */
  public static final List<Option> BUILD = Option.all(BUILD_SETTINGS, List.of(REPAIR));

  /** What Nix's commands accept also where nothing is built and nothing evaluated: it is told that this has no effect. */
  static final List<Option> WITHOUT_EFFECT = withoutEffect();

  private CommonOptions() {}

  private static List<Option> withoutEffect() {
    List<Option> all = new ArrayList<>();
    for (Option option : Option.all(BUILD, List.of(EvalOptions.READONLY_MODE))) {
      all.add(option.withoutEffect());
    }
    return all;
  }
}
