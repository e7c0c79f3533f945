package dev.firn.app.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands about one thing, whose names begin with its name: {@code store} has {@code store add}.
 *
 * @param name the first word of their names
 * @param summary what they are for, in some words without a full stop
 */
public record CommandGroup(String name, String summary) {
  /** Its commands, in the order of the table. */
  public List<CommandSpec> commands() {
    List<CommandSpec> members = new ArrayList<>();
    for (CommandSpec command : Commands.all()) {
      if (command.name().startsWith(name + " ")) {
        members.add(command);
      }
    }
    return members;
  }
}
