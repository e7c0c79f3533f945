package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SourcePrinterTest {
  @Test
  void printedTreesAreReadAsTheSameTrees() {
    for (long seed = 0; seed < 3000; seed++) {
      Expr tree = new RandomTrees(seed).expr(4);
      String source = SourcePrinter.print(tree);
      assertEquals(TreeDump.meaning(tree), TreeDump.meaning(Parsing.parse(source)), "seed " + seed);
    }
  }

  @Test
  void pathsThatNoLiteralDenotesAreSums() {
    Expr path = new Expr.Path(Positions.NONE, "/a b/\"c");
    assertEquals("(/. + \"/a b/\\\"c\")", SourcePrinter.print(path));
    ParseOptions options = Parsing.options().withBaseDirectory("/a b");
    Expr expr = Parser.parse(Source.string("./c/${x}/d"), new Positions(), options);
    assertEquals("(/. + \"/a b/c/${x}${\"/d\"}\")", SourcePrinter.print(expr));
  }

  @Test
  void whatIsOnlyReadInOneWayIsWrittenSo() {
    String tiny = new BigDecimal(Double.MIN_VALUE).toString();
    assertEquals(tiny, SourcePrinter.print(Parsing.parse(tiny)));
    assertEquals("{ \"\\\0\" = x; }", SourcePrinter.print(Parsing.parse("{ \"\\\0\" = x; }")));
  }
}
