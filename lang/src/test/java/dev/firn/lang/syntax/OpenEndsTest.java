package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OpenEndsTest {
  private static boolean canEnd(String text) {
    OpenEnds ends = new OpenEnds(true);
    for (String line : text.split("\n", -1)) {
      ends.add(line + "\n");
    }
    return ends.canEnd();
  }

  @Test
  void whatIsOpenCannotEnd() {
    for (String text :
        new String[] {
          "[",
          "(",
          "{",
          "rec {",
          "{ a = 1;",
          "let",
          "let a = 1;",
          "let a = 1; in",
          "if true",
          "if true then",
          "\"",
          "if true then 1",
          "if a then 1 else",
          "''\n  a",
          "\"a ${",
          "\"a ${b}",
          "a = [ 1",
          "x:",
          "{ x }:",
          "1 +",
          "a ->",
          "a.",
          "a ?",
          "with a; [",
          "./a + ",
          "''\n ''${\n",
          "\"\n\\\"\n",
          "assert",
          "{ # }",
          "a |>",
          "!"
        }) {
      assertFalse(canEnd(text), text);
    }
  }

  @Test
  void whatIsWholeOrWrongCanEnd() {
    for (String text :
        new String[] {
          "1",
          "[ ]",
          "{ a = 1; }",
          "let {\n body = 1; }",
          "let a = 1; in a",
          "if a then b else c",
          "\"a\n\"",
          "''\n''",
          "\"${\"${a}\"}\"",
          "a = 1",
          "a = 1;",
          "inherit",
          "x: x",
          ")",
          "]",
          "( /* a",
          "[ 1 ./a/ ",
          "a.or",
          "./a",
          "<a>"
        }) {
      assertTrue(canEnd(text), text);
    }
  }

  @Test
  void everyBeginningThatIsAnExpressionCanEnd() {
    int expressions = 0;
    for (int seed = 0; seed < 300; seed++) {
      String text = SourcePrinter.print(new RandomTrees(seed).expr(4)).replace(' ', '\n') + "\n";
      OpenEnds ends = new OpenEnds(true);
      int begin = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
        ends.add(text.substring(begin, end + 1));
        begin = end + 1;
        if (isExpression(text.substring(0, begin))) {
          expressions++;
          assertTrue(ends.canEnd(), "seed " + seed + ": " + text.substring(0, begin));
        }
      }
    }
    assertTrue(expressions > 200, "only " + expressions);
  }

  private static boolean isExpression(String text) {
    try {
      Parsing.parse(text);
      return true;
    } catch (SyntaxError _) {
      return false;
    }
  }
}
