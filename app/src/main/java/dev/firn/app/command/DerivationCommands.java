package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import java.util.List;

/** The commands about derivations. */
final class DerivationCommands {
  /** {@code firn derivation show}. */
  static final CommandSpec SHOW =
      new CommandSpec(
          "derivation show",
          "print derivations as JSON",
          "PATH...",
          CommandSpec.ANY,
          """
          Prints derivations, or those that paths were built by, as JSON in the form of `nix derivation show`.\
          """,
          Option.all(List.of(StoreCommands.RECURSIVE, EvalOptions.STORE), CommonOptions.GENERAL),
          List.of(new Example("firn derivation show ./result", "tells how a result was built.")));

  /** {@code firn derivation add}. */
  static final CommandSpec ADD =
      new CommandSpec(
          "derivation add",
          "add a derivation that is given as JSON",
          "",
          0,
          """
          Reads a derivation as JSON from standard input, in the form of `nix derivation show` for one of them, adds it to the store, and \
          prints its path. Paths of outputs may be left out; those that are given must be right.\
          """,
          Option.all(List.of(EvalOptions.STORE), CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn derivation show $drv | jq '.derivations[]' | firn derivation add",
                  "prints `$drv` again.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL = List.of(SHOW, ADD);

  private DerivationCommands() {}
}
