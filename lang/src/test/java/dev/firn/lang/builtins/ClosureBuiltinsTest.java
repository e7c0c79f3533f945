package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static dev.firn.lang.builtins.Language.story;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosureBuiltinsTest {
  private static String closure(String startSet, String operator) {
    return "map (x: x.key) (builtins.genericClosure { startSet = "
        + startSet
        + "; operator = "
        + operator
        + "; })";
  }

  @Test
  void eachKeyComesOnceInTheOrderOfDiscovery() {
    String steps = "x: if x.key > 20 then [ ] else [ { key = 2 * x.key; } { key = 3 * x.key; } ]";
    assertEquals(
        "[ 1 2 3 4 6 9 8 12 18 27 16 24 36 54 32 48 ]", eval(closure("[ { key = 1; } ]", steps)));
    assertEquals(
        "[ \"b\" \"a\" ]",
        eval(closure("[ { key = \"b\"; } { key = \"a\"; } { key = \"b\"; } ]", "x: [ ]")));
  }

  @Test
  void anEmptyStartNeedsNoOperator() {
    assertEquals("[ ]", eval("builtins.genericClosure { startSet = [ ]; }"));
  }

  @Test
  void oneKeyNeedsNoOrderButTwoDo() {
    assertEquals("[ null ]", eval(closure("[ { key = null; } ]", "x: [ ]")));
    assertEquals(
        "cannot compare null with null; values of that type are incomparable (values are null and"
            + " null)",
        failure(closure("[ { key = null; } { key = null; } ]", "x: [ ]")));
  }

  @Test
  void errorsNameTheElements() {
    String mixed =
        "builtins.genericClosure { startSet = [ { key = 1; } { key = \"a\"; } ]; operator = x: [ ];"
            + " }";
    assertEquals(
        List.of(
            "while calling the 'genericClosure' builtin",
            "while comparing element { key = \"a\"; }",
            "with element { key = 1; }"),
        story(mixed));
    assertEquals(
        List.of(
            "while calling the 'genericClosure' builtin",
            "while calling operator on genericClosure element { key = 1; }",
            "while evaluating the return value of the `operator` passed to"
                + " builtins.genericClosure"),
        story("builtins.genericClosure { startSet = [ { key = 1; } ]; operator = x: 1; }"));
    assertEquals(
        List.of(
            "while calling the 'genericClosure' builtin", "in genericClosure element { foo = 1; }"),
        story("builtins.genericClosure { startSet = [ { foo = 1; } ]; operator = x: [ ]; }"));
  }
}
