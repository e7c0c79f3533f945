package dev.firn.app.cli;

import dev.firn.app.command.CommandLine;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;

/** What a command does. */
interface Command {
  /**
   * Does it.
   *
   * @return the exit status
   */
  int run(CommandLine line, Settings settings, Surroundings surroundings);
}
