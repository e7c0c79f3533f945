package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import java.util.List;

/** The commands that evaluate expressions. */
final class EvaluationCommands {
  /** {@code firn eval}. */
  static final CommandSpec EVAL =
      new CommandSpec(
          "eval",
          "evaluate an expression and print its value",
          "[FILE]",
          1,
          """
          Evaluates the expression in FILE, by default `./default.nix`, with everything in it, and prints its value as `nix eval` does: on one \
          line, derivations as `«derivation PATH»`, functions as `«lambda NAME @ PLACE»`, parts that fail as `«error: MESSAGE»`. With `--strict`, a part \
          that fails is an error of the whole, and derivations are evaluated with all of their attributes.

          FILE may be a directory with a `default.nix` in it, a lookup path such as `<nixpkgs>`, or `-` for standard input.

          Nothing is written to the store unless a derivation or a path needs it.\
          """,
          Option.all(
              List.of(EvalOptions.EXPR, EvalOptions.ATTR),
              EvalOptions.ARGUMENTS,
              List.of(
                  EvalOptions.STRICT,
                  EvalOptions.JSON,
                  EvalOptions.PRETTY,
                  EvalOptions.NO_PRETTY,
                  EvalOptions.XML,
                  EvalOptions.NO_LOCATION,
                  EvalOptions.RAW,
                  EvalOptions.WRITE_TO,
                  EvalOptions.INCLUDE,
                  EvalOptions.IMPURE,
                  EvalOptions.SHOW_TRACE,
                  EvalOptions.THREADS,
                  EvalOptions.NO_RESIDENT,
                  EvalOptions.STATS,
                  EvalOptions.READONLY_MODE,
                  EvalOptions.STORE),
              CommonOptions.GENERAL),
          List.of(
              new Example("firn eval -E '1 + 2'", "prints `3`."),
              new Example("firn eval --json -E '{ a = [ 1 2 ]; }'", "prints `{\"a\":[1,2]}`."),
              new Example(
                  "firn eval ./release.nix -A tests.version --arg pkgs 'import ./pkgs.nix'",
                  "evaluates one attribute of what the function in `release.nix` gives for these"
                      + " packages.")));

  /** {@code firn parse}. */
  static final CommandSpec PARSE =
      new CommandSpec(
          "parse",
          "print the syntax tree of an expression",
          "[FILE...]",
          CommandSpec.ANY,
          """
          Reads the expressions in the files, by default `./default.nix`, and prints them with all sugar removed and all parentheses \
          written, as `nix-instantiate --parse` does. `-` is standard input. Nothing is evaluated.\
          """,
          Option.all(List.of(EvalOptions.EXPR, EvalOptions.INCLUDE), CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn parse -E 'a.b or c: d'", "reports where this stops being an expression.")));

  /** {@code firn instantiate}. */
  static final CommandSpec INSTANTIATE =
      new CommandSpec(
          "instantiate",
          "write the derivations of an expression to the store",
          "[FILE...]",
          CommandSpec.ANY,
          """
          Evaluates the expressions in the files, by default `./default.nix`, writes the derivations that they give to the store, and prints \
          their paths. An expression may give a derivation, a list or a set of them; of sets inside sets only those are looked at that say \
          `recurseForDerivations = true`.

          An output that is not `out` follows the path after `!`.\
          """,
          Option.all(
              List.of(EvalOptions.EXPR, EvalOptions.ATTR),
              EvalOptions.ARGUMENTS,
              List.of(
                  EvalOptions.INCLUDE,
                  EvalOptions.IMPURE,
                  EvalOptions.SHOW_TRACE,
                  EvalOptions.THREADS,
                  EvalOptions.NO_RESIDENT,
                  EvalOptions.STATS,
                  InstantiateOptions.ADD_ROOT,
                  InstantiateOptions.INDIRECT,
                  InstantiateOptions.NO_GC_WARNING,
                  EvalOptions.READONLY_MODE,
                  EvalOptions.STORE),
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn instantiate ./release.nix -A hello",
                  "prints the path of one derivation.")));

  /** {@code firn repl}. */
  static final CommandSpec REPL =
      new CommandSpec(
          "repl",
          "evaluate expressions as they are typed",
          "[FILE...]",
          CommandSpec.ANY,
          """
          Reads expressions and commands line by line, and prints what they give. The attributes of the values of the files are variables. \
          `:?` lists the commands.

          On a terminal, lines can be edited, Tab completes variables, attributes and file names, and an expression may go on \
          over several lines; the history is kept in `$XDG_STATE_HOME/firn/repl-history`. Standard input that is no terminal is read line by \
          line without a prompt; then a file that cannot be loaded is an error of the whole, where on a terminal it is only told.\
          """,
          Option.all(
              List.of(EvalOptions.EXPR, EvalOptions.ATTR),
              EvalOptions.ARGUMENTS,
              List.of(
                  EvalOptions.INCLUDE,
                  EvalOptions.IMPURE,
                  EvalOptions.SHOW_TRACE,
                  EvalOptions.READONLY_MODE,
                  EvalOptions.STORE),
              CommonOptions.GENERAL),
          List.of(new Example("firn repl '<nixpkgs>'", "starts with the packages as variables.")));

  /** {@code nix-instantiate}. */
  static final CommandSpec NIX_INSTANTIATE =
      new CommandSpec(
          "nix-instantiate",
          "do what Nix's command of this name does",
          "[FILE...]",
          CommandSpec.ANY,
          """
          Takes the arguments of Nix's `nix-instantiate`, prints what it prints and ends as it ends, so that scripts written for Nix run \
          unchanged. A link with this name to `firn` does the same.

          Without a mode it writes the derivations of the expressions in the files, by default `./default.nix`, to the store and prints their \
          paths. `-` is standard input. Nothing is built yet: the options for builds are accepted and have no effect, as in Nix.\
          """,
          Option.all(
              List.of(InstantiateOptions.EXPR, EvalOptions.ATTR),
              EvalOptions.ARGUMENTS,
              List.of(
                  InstantiateOptions.PARSE,
                  InstantiateOptions.EVAL,
                  InstantiateOptions.FIND_FILE,
                  EvalOptions.STRICT,
                  EvalOptions.JSON,
                  EvalOptions.XML,
                  EvalOptions.NO_LOCATION,
                  EvalOptions.RAW,
                  EvalOptions.INCLUDE,
                  EvalOptions.IMPURE,
                  EvalOptions.OVERRIDE_FLAKE,
                  EvalOptions.SHOW_TRACE,
                  InstantiateOptions.ADD_ROOT,
                  InstantiateOptions.INDIRECT,
                  InstantiateOptions.NO_GC_WARNING,
                  InstantiateOptions.READ_WRITE_MODE,
                  EvalOptions.READONLY_MODE,
                  InstantiateOptions.DRY_RUN,
                  EvalOptions.STORE,
                  EvalOptions.EVAL_STORE),
              CommonOptions.BUILD,
              CommonOptions.GENERAL),
          List.of(
              new Example("firn nix-instantiate --eval --strict -E '1 + 2'", "prints `3`."),
              new Example(
                  "firn nix-instantiate '<nixpkgs>' -A hello",
                  "prints the path of one derivation.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL = List.of(EVAL, REPL, PARSE, INSTANTIATE, NIX_INSTANTIATE);

  private EvaluationCommands() {}
}
