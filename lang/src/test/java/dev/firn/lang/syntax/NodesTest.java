package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is in the nodes besides what is printed: positions, names, documentation. */
class NodesTest {
  /** The pairs of lines of nodes.txt: a text, and its tree behind an arrow. */
  @TestFactory
  Stream<DynamicTest> nodes() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    String text = null;
    for (String line : read("nodes.txt").split("\n")) {
      if (!line.startsWith("=> ")) {
        text = line;
        continue;
      }
      String source = text;
      String expected = line.substring(3);
      tests.add(
          DynamicTest.dynamicTest(
              source, () -> assertEquals(expected, TreeDump.withPositions(Parsing.parse(source)))));
    }
    return tests.stream();
  }

  @Test
  void symbolsAreMadeInTheOrderInWhichNixMakesThem() {
    Parsing.parse(
        "argNodes: { formalNodes ? defaultNodes }@wholeNodes: letNodes.pathNodes.lastNodes");
    String[] order = {
      "defaultNodes", "formalNodes", "letNodes", "pathNodes", "lastNodes", "wholeNodes", "argNodes"
    };
    for (int i = 1; i < order.length; i++) {
      int before = Symbol.of(order[i - 1]).id;
      assertEquals(before + 1, Symbol.of(order[i]).id, order[i]);
    }
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = NodesTest.class.getResourceAsStream(resource)) {
      assertNotNull(in);
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
