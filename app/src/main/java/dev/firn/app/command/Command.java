package dev.firn.app.command;

import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;

/** What a command does. */
public interface Command {
  /**
   * Does it.
   *
   * @return the exit status
   */
  int run(CommandLine line, Settings settings, Surroundings surroundings);
}
