package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParserTest {
  private static final String[] PIECES = {
    "if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or", "...", "==", "<=",
    "&&", "||", "->", "//", "++", "<|", "|>", "<", "+", "-", "/", "?", "!", ".", "\"", "(", ")",
    "{", "}", "[", "]", ":", "@", ",", ";", "=", "${", "''", "a", "b", "1", "1.5", "./a", "a/b",
    "/", "~/x", "<a>", "x:y", "''$", "'''", "''\\", "$", "\\", "'", "#", "/*", "*/", " ", "\n",
    "\r", "\0", "\u00ff"
  };

  @Test
  void anythingIsReadOrRefused() {
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      try {
        Parsing.parse(text.toString());
      } catch (SyntaxError e) {
        refused++;
        assertTrue(e.position() >= 1 && e.position() <= text.length() + 1, text.toString());
      }
    }
    assertTrue(refused > 10_000 && refused < 20_000, "refused " + refused);
  }

  @Test
  void everyPrefixOfATextIsReadOrRefused() {
    String text =
        "{ a ? ''x${./b/${c}}'', ... }@d: let e.\"f\" = [ 1.5 <g> ~/h ]; inherit (e) i; in"
            + " assert !d ? a; rec { ${e} = x: -d.e or (f) |> g; } /* */ # end\n";
    for (int i = 0; i <= text.length(); i++) {
      try {
        Parsing.parse(text.substring(0, i));
      } catch (SyntaxError e) {
        assertTrue(e.position() <= i + 1, text.substring(0, i));
      }
    }
  }

  private static Expr.Attrs bindings(String text) {
    return Parser.parseBindings(Source.string(text), new Positions(), Parsing.options());
  }

  @Test
  void theLastBindingMayBeOpen() {
    Positions positions = new Positions();
    Source source = Source.string("a = 1; b = c");
    Expr.Attrs attrs = Parser.parseOpenBindings(source, positions, Parsing.options());

    assertEquals("{ a = 1; b = c; }", AstPrinter.print(attrs));
    Position place = positions.resolve(attrs.attrs().get(Symbol.of("b")).value().position());
    assertEquals(source, place.source());
    assertEquals(12, place.column());
  }

  @Test
  void bindingsWithoutBraces() {
    assertEquals(
        "{ inherit c; inherit (d) e; a = { b = 1; f = 2; }; }",
        AstPrinter.print(bindings(" a.b = 1; inherit c; a.f = 2; inherit (d) e;\n")));
    assertEquals(
        "{ inherit a; \"${b}\" = 1; }", AstPrinter.print(bindings("inherit a; ${b} = 1;")));
  }

  @Test
  void bindingsThatAreNone() {
    assertMessage("syntax error, unexpected end of file", "");
    assertMessage("syntax error, unexpected end of file, expecting 'inherit'", " ");
    assertMessage("syntax error, unexpected integer, expecting 'inherit'", "1");
    assertMessage("syntax error, unexpected integer, expecting end of file", "a = 1; 2");
    assertMessage("syntax error, unexpected end of file, expecting ';'", "a = 1");
    assertMessage("syntax error, unexpected '}', expecting end of file", "a = 1; }");
    assertMessage(
        "attribute 'a' already defined at \u00c2\u00abstring\u00c2\u00bb:1:1", "a = 1; a = 2;");
  }

  private static void assertMessage(String message, String text) {
    assertEquals(message, assertThrows(SyntaxError.class, () -> bindings(text)).getMessage());
  }

  @Test
  void sourcesShareTheirPositions() {
    Positions positions = new Positions();
    Expr one = Parser.parse(Source.file("/a.nix", "\n a"), positions, Parsing.options());
    Expr two = Parser.parse(Source.stdin("x\n  y"), positions, Parsing.options());
    assertEquals("/a.nix:2:2", positions.shown(one.position()));
    assertEquals(
        "\u00c2\u00abstdin\u00c2\u00bb:2:3",
        positions.shown(((Expr.Call) two).arguments().get(0).position()));
  }
}
