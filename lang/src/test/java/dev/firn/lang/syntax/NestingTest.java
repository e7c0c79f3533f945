package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are nested deeply are read, or refused; the stack never overflows, however small it is. */
class NestingTest {
  private static final int MANY = 200_000;

  /** What a parser gives on a thread with the smallest stack that there is. */
  private static Object parse(String text) throws InterruptedException {
    List<Object> result = new ArrayList<>();
    Runnable parsing =
        () -> {
          try {
            result.add(Parsing.parse(text));
          } catch (SyntaxError | StackOverflowError e) {
            result.add(e);
          }
        };
    Thread thread = new Thread(null, parsing, "small", 256 << 10);
    thread.start();
    thread.join();
    return result.get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(", "[", "{a=", "rec{a=", "{${", "{inherit(", "{a?", "let a=", "\"${", "''${", "./a/${",
        "-", "!", "a: ", "{a}: ", "a ->", "a++", "a//", "a<|", "a.b or ", "if ",
            "if a then b else ",
        "with ", "with a;", "assert a;", "let in "
      })
  void tooManyLevelsAreAnError(String level) throws InterruptedException {
    SyntaxError error = assertInstanceOf(SyntaxError.class, parse(level.repeat(MANY)));
    assertEquals("expression is nested too deeply, more than 20000 levels", error.getMessage());
    assertTrue(error.position() > 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+", "a -", "a*", "a&&", "a||", "a?b?", "a|>"})
  void tooManyOperatorsAreAnError(String level) throws InterruptedException {
    SyntaxError error = assertInstanceOf(SyntaxError.class, parse(level.repeat(MANY + 2) + "a"));
    assertEquals(
        "expression has too many operators in a row, more than 200000", error.getMessage());
    assertInstanceOf(Expr.class, parse(level.repeat(50_000) + "a"));
  }

  @Test
  void longPathsOfBindingsAreAnError() throws InterruptedException {
    SyntaxError error =
        assertInstanceOf(SyntaxError.class, parse("{" + "a.".repeat(MANY) + "a=1;}"));
    assertEquals(
        "expression has too many operators in a row, more than 200000", error.getMessage());
  }

  @Test
  void manyLevelsAreFine() throws InterruptedException {
    int levels = 19_990;
    assertInstanceOf(Expr.Int.class, parse("(".repeat(levels) + "1" + ")".repeat(levels)));
    assertInstanceOf(Expr.Lambda.class, parse("/** d */ a: " + "a: ".repeat(levels - 1) + "a"));
    String sets = "{a=".repeat(levels) + "1" + ";}".repeat(levels);
    assertInstanceOf(Expr.Attrs.class, parse(sets));
  }

  @Test
  void deepSetsMergeAndDeepFunctionsGetNames() throws InterruptedException {
    String open = "{a=".repeat(9_000);
    String close = ";}".repeat(9_000);
    assertInstanceOf(
        Expr.Attrs.class,
        parse("{r=" + open + "{b=1;}" + close + ";r=" + open + "{c=1;}" + close + ";}"));
    SyntaxError error =
        assertInstanceOf(
            SyntaxError.class,
            parse("{r=" + open + "{b=1;}" + close + ";r=" + open + "{b=1;}" + close + ";}"));
    assertTrue(error.getMessage().startsWith("attribute 'r.a.a.a."), error.getMessage());
    assertInstanceOf(Expr.Attrs.class, parse("{ /** d */ f = " + "a: ".repeat(19_000) + "a; }"));
  }

  @Test
  void manySelectionsAndArgumentsAreNotNested() throws InterruptedException {
    assertInstanceOf(Expr.Select.class, parse("a." + "a.".repeat(MANY) + "a"));
    Expr.Call call = assertInstanceOf(Expr.Call.class, parse("f" + " a".repeat(MANY)));
    assertEquals(MANY, call.arguments().size());
  }
}
