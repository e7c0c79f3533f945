package dev.firn.app.cli;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Input;
import dev.firn.app.eval.Session;
import dev.firn.app.settings.Settings;

/** {@code firn parse}: prints syntax trees. */
final class ParseCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    return Session.run(
        line,
        settings,
        surroundings,
        Session.Access.READ,
        session -> {
          for (Input input : Inputs.of(line)) {
            session.printSyntax(input);
          }
          return 0;
        });
  }
}
