package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.lang.syntax.ParseOptions.Lint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the parser warns about. */
class LintsTest {
  private static final String URL =
      "URL literals are discouraged. Consider using a string literal \"a:b\" instead"
          + " (lint-url-literals) @ 3";

  private static ParseOptions options(Lint lint, List<String> warnings) {
    return new ParseOptions(
        "/base",
        () -> "/home/me",
        false,
        lint,
        lint,
        lint,
        (message, position) ->
            warnings.add(position == Positions.NONE ? message : message + " @ " + position));
  }

  private static List<String> warnings(Lint lint, String text) {
    List<String> warnings = new ArrayList<>();
    Parser.parse(Source.string(text), new Positions(), options(lint, warnings));
    return warnings;
  }

  private static String fatal(String text) {
    SyntaxError error =
        assertThrows(
            SyntaxError.class,
            () ->
                Parser.parse(
                    Source.string(text), new Positions(), options(Lint.FATAL, new ArrayList<>())));
    return error.getMessage() + " @ " + error.position();
  }

  @Test
  void ignored() {
    assertEquals(List.of(), warnings(Lint.IGNORE, "[ a:b /c d/e ~/f ]"));
  }

  @Test
  void warned() {
    assertEquals(List.of(URL), warnings(Lint.WARN, "[ a:b ]"));
    assertEquals(
        List.of(
            "absolute path literals are not portable. Consider replacing path literal '/a' by a string,"
                + " relative path, or parameter (lint-absolute-path-literals) @ 3",
            "relative path literal 'b/c' should be prefixed with '.' for clarity: './b/c'"
                + " (lint-short-path-literals) @ 6",
            "home path literals are not portable. Consider replacing path literal '~/d' by a string,"
                + " relative path, or parameter (lint-absolute-path-literals) @ 10"),
        warnings(Lint.WARN, "[ /a b/c ~/d ./e ../f ]"));
  }

  @Test
  void refused() {
    assertEquals(
        "URL literals are disallowed. Consider using a string literal \"a:b\" instead"
            + " (lint-url-literals) @ 2",
        fatal(" a:b"));
    assertEquals(
        "relative path literal 'a/' should be prefixed with '.' for clarity: './a/'"
            + " (lint-short-path-literals) @ 1",
        fatal("a/${b}"));
  }

  @Test
  void aWrongTextIsNotWarnedAbout() {
    List<String> warnings = new ArrayList<>();
    assertThrows(
        SyntaxError.class,
        () ->
            Parser.parse(
                Source.string("{ a = 1 1 =; b = a:b; }"),
                new Positions(),
                options(Lint.WARN, warnings)));
    assertEquals(List.of(), warnings);
  }

  @Test
  void orThatWouldMeanSomethingElse() {
    List<String> warnings = warnings(Lint.IGNORE, "f\r\n  (g\r\nh) or\r\n");
    assertEquals(
        List.of(
            "at \u00c2\u00abstring\u00c2\u00bb:2:3: This expression uses `or` as an identifier in a way that"
                + " will change in a future Nix release.\n"
                + "Wrap this entire expression in parentheses to preserve its current meaning:\n"
                + "    ((g\nh) or)\n"
                + "Give feedback at https://github.com/NixOS/nix/pull/11121"),
        warnings);
    assertEquals(1, warnings(Lint.IGNORE, "[ a or ]").size());
    assertEquals(1, warnings(Lint.IGNORE, "a.b or c or").size());
    assertEquals(0, warnings(Lint.IGNORE, "a or [ (b or) ]").size());
    assertEquals(0, warnings(Lint.IGNORE, "f (a or) (a.b or c)").size());
  }

  @Test
  void homeIsNotKnownInPureEvaluation() {
    ParseOptions impure = options(Lint.IGNORE, new ArrayList<>());
    ParseOptions pure =
        new ParseOptions(
            "/", null, false, Lint.IGNORE, Lint.IGNORE, Lint.IGNORE, impure.warnings());
    SyntaxError error =
        assertThrows(
            SyntaxError.class, () -> Parser.parse(Source.string("[ ~/a ]"), new Positions(), pure));
    assertEquals("the path '~/a' can not be resolved in pure mode", error.getMessage());
    assertEquals(Positions.NONE, error.position());
    assertEquals("/a", AstPrinter.print(Parser.parse(Source.string("/a"), new Positions(), pure)));
  }
}
