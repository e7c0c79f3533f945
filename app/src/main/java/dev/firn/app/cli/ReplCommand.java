package dev.firn.app.cli;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.console.Surroundings;
import dev.firn.app.repl.ReplProgram;
import dev.firn.app.settings.Settings;

/** {@code firn repl}: evaluates what is typed. */
final class ReplCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    String greeting = "Firn " + Version.FIRN + ", as Nix " + Version.NIX + "\nType :? for help.";
    return ReplProgram.run(line, settings, surroundings, greeting);
  }
}
