package dev.firn.app.command;

import java.util.List;

/**
 * What the exit statuses of all commands mean.
 *
 * @param number one status, or a few, as the manual shows them
 * @param meaning when a command ends with it, in Markdown
 */
public record ExitStatus(String number, String meaning) {
  /** All of them. */
  static final List<ExitStatus> ALL =
      List.of(
          new ExitStatus("0", "all went well"),
          new ExitStatus("1", "an error: of the command line, of an expression, of the system"),
          new ExitStatus("2", "`firn plan`: there is something to do"),
          new ExitStatus("3", "a deployment failed, and all is as it was before"),
          new ExitStatus(
              "4",
              "a deployment failed, and something is neither as it was nor as it should be: it is named; also if it was interrupted"),
          new ExitStatus("5", "a deployment took longer than it may, and was undone"),
          new ExitStatus("6", "somebody else is changing the deployment or its machine"),
          new ExitStatus(
              "7",
              "refused: things have changed since the plan was made, or a newer Firn wrote what is there"),
          new ExitStatus(
              "102", "a fetch gave something else than its hash says, during an evaluation"),
          new ExitStatus(
              "129, 130, 143",
              "the command was interrupted, by SIGHUP, SIGINT (Ctrl-C) or SIGTERM; under Nix's names,"
                  + " that is 1"));
}
