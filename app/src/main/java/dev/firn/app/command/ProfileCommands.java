package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import java.util.List;

/** The commands about profiles. */
final class ProfileCommands {
  private static final List<Option> PLACE = List.of(ProfileOptions.PROFILE, EvalOptions.STORE);

  /** {@code firn profile list}. */
  private static final CommandSpec LIST =
      new CommandSpec(
          "profile list",
          "print what is installed",
          "",
          0,
          """
          Prints the packages of a profile: their names, and the paths in the store that the profile shows. Profiles of `nix profile` and of \
          `nix-env` are read too.\
          """,
          Option.all(List.of(ProfileOptions.JSON), PLACE, CommonOptions.GENERAL),
          List.of(new Example("firn profile list --json", "prints Nix's list of the packages.")));

  /** {@code firn profile install}. */
  private static final CommandSpec INSTALL =
      new CommandSpec(
          "profile install",
          "add packages",
          "[FILE|PATH...]",
          CommandSpec.ANY,
          """
          Realises the derivations that the expressions in the files give, by default `./default.nix`, and makes a new generation of the \
          profile that shows them beside what is installed. A PATH in the store is taken as it is.

          Of a derivation those outputs are installed that `meta.outputsToInstall` names, or all.\
          """,
          Option.all(
              List.of(EvalOptions.EXPR, EvalOptions.ATTR),
              EvalOptions.ARGUMENTS,
              List.of(
                  ProfileOptions.PRIORITY,
                  ProfileOptions.DRY_RUN,
                  EvalOptions.INCLUDE,
                  EvalOptions.IMPURE,
                  EvalOptions.SHOW_TRACE),
              PLACE,
              CommonOptions.BUILD_SETTINGS,
              CommonOptions.GENERAL),
          List.of(
              new Example("firn profile install '<nixpkgs>' -A hello", "installs `hello`."),
              new Example("firn profile install ./result", "installs what a link leads to.")));

  /** {@code firn profile remove}. */
  private static final CommandSpec REMOVE =
      new CommandSpec(
          "profile remove",
          "remove packages",
          "[NAME|PATH...]",
          CommandSpec.ANY,
          """
          Makes a new generation of the profile without some packages: those of these names, as `firn profile list` prints them, or those that \
          have these paths.\
          """,
          Option.all(
              List.of(ProfileOptions.ALL, ProfileOptions.REGEX, ProfileOptions.DRY_RUN),
              PLACE,
              CommonOptions.GENERAL),
          List.of(new Example("firn profile remove hello", "removes `hello`.")));

  /** {@code firn profile rollback}. */
  private static final CommandSpec ROLLBACK =
      new CommandSpec(
          "profile rollback",
          "go back to the generation before",
          "",
          0,
          "Makes the profile lead to the generation before the current one.",
          Option.all(List.of(ProfileOptions.DRY_RUN), PLACE, CommonOptions.GENERAL),
          List.of(new Example("firn profile rollback", "takes the last change back.")));

  /** {@code firn profile switch-generation}. */
  private static final CommandSpec SWITCH_GENERATION =
      new CommandSpec(
          "profile switch-generation",
          "go to some generation",
          "NUMBER",
          1,
          "Makes the profile lead to the generation of that number; `firn profile history` lists them.",
          Option.all(List.of(ProfileOptions.DRY_RUN), PLACE, CommonOptions.GENERAL),
          List.of(
              new Example("firn profile switch-generation 7", "shows what generation 7 showed.")));

  /** {@code firn profile history}. */
  private static final CommandSpec HISTORY =
      new CommandSpec(
          "profile history",
          "print generations and how they differ",
          "",
          0,
          """
          Prints the generations of the profile with the day when each was made, and for each how its packages and their versions differ from \
          the generation before.\
          """,
          Option.all(List.of(ProfileOptions.JSON), PLACE, CommonOptions.GENERAL),
          List.of(new Example("firn profile history", "tells what came and went, and when.")));

  /** {@code firn profile wipe}. */
  private static final CommandSpec WIPE =
      new CommandSpec(
          "profile wipe",
          "delete old generations",
          "",
          0,
          """
          Deletes all generations of the profile but the current one, so that the garbage collector can delete what only they led to.\
          """,
          Option.all(
              List.of(ProfileOptions.OLDER_THAN, ProfileOptions.DRY_RUN),
              PLACE,
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn profile wipe --older-than 30d",
                  "keeps what was in use within the last thirty days.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL =
      List.of(
          LIST, INSTALL, REMOVE, ROLLBACK, SWITCH_GENERATION, HISTORY, WIPE, NixEnvOptions.NIX_ENV);

  private ProfileCommands() {}
}
