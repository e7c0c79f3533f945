package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import java.util.List;

/** The commands that build. */
final class BuildCommands {
  /** {@code firn build}. */
  static final CommandSpec BUILD =
      new CommandSpec(
          "build",
          "build the derivations of an expression",
          "[FILE...]",
          CommandSpec.ANY,
          """
          Evaluates the expressions in the files, by default `./default.nix`, realises the derivations that they give - fetches what a cache \
          has, builds the rest - makes links to the results, and prints their paths. A FILE may also be a derivation in the store, with \
          `!OUTPUT` after it for another output than `out`.

          Exit status: 100 if a build failed, 101 if one took too long, 102 if some content had not the hash that was stated, 104 if a second \
          build gave something else; sums of these if several things happened; 1 for all other failures, 130 after an interrupt.\
          """,
          Option.all(
              List.of(EvalOptions.EXPR, EvalOptions.ATTR),
              EvalOptions.ARGUMENTS,
              List.of(
                  BuildOptions.DRY_RUN,
                  BuildOptions.CHECK,
                  CommonOptions.REPAIR,
                  BuildOptions.OUT_LINK,
                  BuildOptions.NO_OUT_LINK,
                  BuildOptions.JSON,
                  BuildOptions.PRINT_BUILD_LOGS,
                  EvalOptions.INCLUDE,
                  EvalOptions.IMPURE,
                  EvalOptions.SHOW_TRACE,
                  EvalOptions.THREADS,
                  EvalOptions.STORE),
              CommonOptions.BUILD_SETTINGS,
              CommonOptions.GENERAL),
          List.of(
              new Example("firn build -A hello", "builds `hello` of `./default.nix`."),
              new Example(
                  "firn build --dry-run '<nixpkgs>' -A hello", "tells what would be done.")));

  /** {@code nix-build}. */
  static final CommandSpec NIX_BUILD =
      new CommandSpec(
          "nix-build",
          "do what Nix's command of this name does",
          "[FILE...]",
          CommandSpec.ANY,
          """
          Takes the arguments of Nix's `nix-build`, prints what it prints and ends as it ends, so that scripts written for Nix run \
          unchanged. A link with this name to `firn` does the same.\
          """,
          Option.all(
              List.of(InstantiateOptions.EXPR, EvalOptions.ATTR),
              EvalOptions.ARGUMENTS,
              List.of(
                  BuildOptions.DRY_RUN,
                  BuildOptions.CHECK,
                  BuildOptions.OUT_LINK,
                  BuildOptions.NO_OUT_LINK,
                  BuildOptions.ADD_DRV_LINK,
                  BuildOptions.DRV_LINK,
                  InstantiateOptions.ADD_ROOT,
                  InstantiateOptions.INDIRECT),
              EvalOptions.OF_NIX,
              CommonOptions.BUILD,
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn nix-build '<nixpkgs>' -A hello",
                  "builds `hello` and links it to `result`.")));

  /** {@code nix-shell}. */
  static final CommandSpec NIX_SHELL =
      new CommandSpec(
          "nix-shell",
          "do what Nix's command of this name does",
          "[FILE]",
          CommandSpec.ANY,
          """
          Takes the arguments of Nix's `nix-shell`, prints what it prints and ends as it ends, so that scripts written for Nix run \
          unchanged. A link with this name to `firn` does the same.

          Realises what the derivation of `./shell.nix` or `./default.nix` needs, and starts a shell with the environment that its builder \
          would have. `NIX_BUILD_SHELL` names the shell; without it, it is the `bashInteractive` of `<nixpkgs>`, or else the `bash` of \
          this machine. A script whose first lines are `#! /usr/bin/env nix-shell` and `#! nix-shell -i PROGRAM -p PACKAGE...` is run in such \
          an environment.\
          """,
          Option.all(
              List.of(InstantiateOptions.EXPR, EvalOptions.ATTR),
              EvalOptions.ARGUMENTS,
              List.of(
                  BuildOptions.PACKAGES,
                  BuildOptions.EXCLUDE,
                  BuildOptions.COMMAND,
                  BuildOptions.RUN,
                  BuildOptions.DRY_RUN,
                  BuildOptions.CHECK,
                  BuildOptions.PURE,
                  BuildOptions.KEEP,
                  BuildOptions.OUT_LINK,
                  BuildOptions.NO_OUT_LINK,
                  BuildOptions.ADD_DRV_LINK,
                  BuildOptions.DRV_LINK,
                  InstantiateOptions.INDIRECT),
              EvalOptions.OF_NIX,
              CommonOptions.BUILD,
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn nix-shell -p hello --run hello", "runs a program that is not installed.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL = List.of(BUILD, NIX_BUILD, NIX_SHELL);

  private BuildCommands() {}
}
