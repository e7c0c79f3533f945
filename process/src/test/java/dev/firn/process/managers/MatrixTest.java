package dev.firn.process.managers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of parameters in {@code docs/process-managers.md} is true; {@code -Dfirn.golden=write} makes it so. */
class MatrixTest {
  private static final Path PAGE = Path.of("../docs/process-managers.md");
  private static final String START = "<!-- parameters -->\n";
  private static final String END = "<!-- end of parameters -->\n";

  @Test
  void thePageSaysWhoCanGiveWhat() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    int end = page.indexOf(END);
    if ("write".equals(System.getProperty("firn.golden"))) {
      Files.writeString(PAGE, page.substring(0, start) + table() + page.substring(end));
      page = Files.readString(PAGE);
      end = page.indexOf(END);
    }
    assertEquals(table(), page.substring(start, end));
  }

  private static String table() {
    List<Manager> managers = Managers.all(_ -> null).managers();
    StringBuilder text = new StringBuilder();
    row(text, "", managers.stream().map(Manager::name).toList());
    row(text, "---", managers.stream().map(_ -> "---").toList());
    for (Parameter parameter : Parameter.values()) {
      List<String> cells = new ArrayList<>();
      managers.forEach(one -> cells.add(one.honours().contains(parameter) ? "yes" : "-"));
      row(text, "`" + parameter.text() + "`", cells);
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String first, List<String> cells) {
    text.append("| ").append(first).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }
}
