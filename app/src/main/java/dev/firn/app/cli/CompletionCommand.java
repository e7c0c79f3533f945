package dev.firn.app.cli;

import dev.firn.app.command.BashCompletion;
import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.FishCompletion;
import dev.firn.app.command.UsageException;
import dev.firn.app.command.ZshCompletion;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;

/** {@code firn completion}: prints a script for a shell. */
final class CompletionCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    if (line.operands().isEmpty()) {
      throw new UsageException("which shell: bash, zsh or fish?");
    }
    String shell = line.operands().getFirst();
    String script =
        switch (shell) {
          case "bash" -> BashCompletion.script();
          case "zsh" -> ZshCompletion.script();
          case "fish" -> FishCompletion.script();
          default ->
              throw new UsageException(
                  "there is no completion for '" + shell + "', only for bash, zsh and fish");
        };
    surroundings.output().print(script);
    return 0;
  }
}
