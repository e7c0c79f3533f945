package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import java.util.List;

/** The commands about Firn itself. */
final class OwnCommands {
  /** {@code firn completion}. */
  static final CommandSpec COMPLETION =
      new CommandSpec(
          "completion",
          "print a script that completes command lines",
          "SHELL",
          1,
          """
          Prints a script for SHELL, which is `bash`, `zsh` or `fish`, that makes its Tab key complete Firn's commands and options.\
          """,
          CommonOptions.GENERAL,
          List.of(
              new Example(
                  "firn completion bash > ~/.local/share/bash-completion/completions/firn",
                  "installs it for bash."),
              new Example(
                  "firn completion fish > ~/.config/fish/completions/firn.fish",
                  "installs it for fish."),
              new Example(
                  "firn completion zsh > ~/.zfunc/_firn",
                  "installs it for zsh, if `~/.zfunc` is in `fpath`.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL = List.of(COMPLETION);

  private OwnCommands() {}
}
