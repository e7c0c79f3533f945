package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Several errors of one text are found at once. */
class RecoveryTest {
  @Test
  void eachBindingMayBeWrong() {
    assertEquals(
        List.of(
            "syntax error, unexpected ';' @ 2:7",
            "syntax error, unexpected '=', expecting ';' @ 4:9",
            "attribute 'b' already defined at \u00c2\u00abstring\u00c2\u00bb:3:3 @ 6:3"),
        Parsing.errors("{\n  a = ;\n  b = 1;\n  c = 1 = 2;\n  d = 3;\n  b = 4;\n}"));
  }

  @Test
  void aForgottenSemicolonIsOneError() {
    assertEquals(
        List.of("syntax error, unexpected '=', expecting ';' @ 3:5"),
        Parsing.errors("{\n  a = 1\n  b = 2;\n  c = 3;\n}"));
  }

  @Test
  void nestedSetsGoOnByThemselves() {
    assertEquals(
        List.of("syntax error, unexpected ')' @ 1:13", "syntax error, unexpected ';' @ 1:42"),
        Parsing.errors("{ a = { b = ); c = { d = 1; }; }; e = 1 +; }"));
  }

  @Test
  void semicolonsOfWithAndLetDoNotEndABinding() {
    assertEquals(
        List.of("syntax error, unexpected ']' @ 1:7", "syntax error, unexpected '*' @ 1:68"),
        Parsing.errors(
            "{ a = ] with b; let c = 1; in assert d; c; e = { f = 1; }; g = 1 * * 2; }"));
  }

  @Test
  void letBindingsGoOnUntilIn() {
    assertEquals(
        List.of(
            "syntax error, unexpected ';' @ 1:12",
            "syntax error, unexpected ')', expecting end of file @ 1:27"),
        Parsing.errors("let a = 1 +; b = 2; in a b)"));
  }

  @Test
  void errorsOfTheLexerAreErrorsOfABinding() {
    assertEquals(
        List.of(
            "path has a trailing slash @ 1:11", "invalid integer '99999999999999999999' @ 1:24"),
        Parsing.errors("{ a = ./b/; c = d; e = 99999999999999999999; }"));
  }

  @Test
  void whatFollowsFromAnErrorIsNotReported() {
    assertEquals(
        List.of("syntax error, unexpected end of file, expecting '\"' @ 2:1"),
        Parsing.errors("{ a = 1; b = \"c; }\n"));
    assertEquals(
        List.of("syntax error, unexpected '}', expecting ';' @ 1:9"), Parsing.errors("{ a = 1 }"));
  }

  /** Looking for the end of each of them anew would take minutes. */
  @Test
  void theEndOfUnclosedCommentsIsLookedForOnce() {
    assertEquals(
        List.of("syntax error, unexpected ';' @ 1:5"),
        Parsing.errors("{a= ;" + "/* ".repeat(200_000)));
  }

  @Test
  void tenErrorsAreEnough() {
    List<String> errors = Parsing.errors("{" + "a = ; bcd = 1 2 3;".repeat(50) + "}");
    assertEquals(10, errors.size());
    assertEquals("syntax error, unexpected ';' @ 1:6", errors.get(0));
    assertEquals("syntax error, unexpected ';' @ 1:24", errors.get(1));
    assertTrue(errors.get(2).startsWith("attribute 'bcd' already defined"), errors.get(2));
  }
}
