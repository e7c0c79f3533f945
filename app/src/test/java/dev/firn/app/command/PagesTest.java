package dev.firn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Golden;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The pages that are made from the table of commands and checked in are those that it gives. */
class PagesTest {
  @Test
  void theManualIsThatOfTheTable() throws IOException {
    Golden.check("docs/cli/README.md", ManualPage.overview());
    Golden.check("docs/cli/settings.md", ManualPage.settings());
    for (CommandSpec command : Commands.all()) {
      Golden.check("docs/cli/" + command.page(), ManualPage.of(command));
    }
  }

  @Test
  void theManualHasNoPagesBesides() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of("README.md", "settings.md"));
    Commands.all().forEach(command -> expected.add(command.page()));
    assertEquals(List.copyOf(expected), Golden.names("docs/cli"));
  }

  @Test
  void helpLooksAsItDid() throws IOException {
    String folder = "app/src/test/resources/golden/help/";
    Golden.check(folder + "firn.txt", Latin1.toUnicode(HelpPage.overview()));
    for (CommandSpec command : Commands.all()) {
      String page = HelpPage.of(command, "firn " + command.name());
      Golden.check(folder + command.page().replace(".md", ".txt"), Latin1.toUnicode(page));
    }
  }

  @Test
  void helpFitsATerminal() {
    for (CommandSpec command : Commands.all()) {
      String page = Latin1.toUnicode(HelpPage.of(command, "firn " + command.name()));
      for (String line : page.split("\n")) {
        boolean example = line.startsWith("  firn ");
        assertTrue(example || line.length() <= TextBlock.WIDTH, line);
      }
    }
  }
}
