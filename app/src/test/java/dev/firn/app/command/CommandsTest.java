package dev.firn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandsTest {
  @Test
  void everyCommandIsFoundByItsName() {
    for (CommandSpec command : Commands.all()) {
      assertEquals(command, Commands.named(command.name()));
    }
    assertNull(Commands.named("nonsense"));
  }

  @Test
  void everyGroupHasCommandsAndEveryCommandInAGroupIsListed() {
    Set<CommandSpec> listed = new HashSet<>();
    for (CommandGroup group : Commands.GROUPS) {
      assertEquals(group, Commands.group(group.name()));
      listed.addAll(group.commands());
    }
    assertEquals(Commands.all().stream().filter(CommandSpec::isInGroup).count(), listed.size());
  }
}
