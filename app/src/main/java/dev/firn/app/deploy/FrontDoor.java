package dev.firn.app.deploy;

import dev.firn.app.command.CommandLine;
import dev.firn.app.console.Surroundings;
import dev.firn.app.recall.NotHere;
import dev.firn.app.settings.Settings;
import dev.firn.deploy.driver.Drivers;

/** Where deployments come from, and who makes them real. */
public interface FrontDoor {
  /** What is done with a declaration that was read. */
  interface Use {
    /** Does it, and gives the exit status. */
    int run(Declared declared);
  }

  /**
   * Reads the declaration that a command line names, and does something with it. What the declaration gave to the store stays there
   * meanwhile.
   *
   * @return the exit status, also if the declaration cannot be read and that was told
   * @throws dev.firn.deploy.component.ModelException if the declaration is wrong
   */
  int load(CommandLine line, Settings settings, Surroundings surroundings, Use use);

  /**
   * In a resident evaluator: prints the declaration, for the command that asked for it and does something with it.
   *
   * @return the exit status
   */
  default int tell(CommandLine line, Settings settings, Surroundings surroundings) {
    throw new NotHere();
  }

  /** Everybody who makes components real. */
  Drivers drivers();
}
