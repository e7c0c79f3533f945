package dev.firn.process.description;

import java.util.List;

/**
 * A program and what it is given.
 *
 * @param program its absolute path
 * @param arguments those after its name
 */
public record Command(String program, List<String> arguments) {
  /** Copies the list. */
  public Command {
    arguments = List.copyOf(arguments);
  }
}
