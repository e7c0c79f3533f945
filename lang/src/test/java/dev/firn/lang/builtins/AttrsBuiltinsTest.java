package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AttrsBuiltinsTest {
  @Test
  void namesAndValuesComeInTheOrderOfBytes() {
    assertEquals(
        "[ \"B\" \"a\" \"a2\" \"é\" ]",
        eval("builtins.attrNames { \"é\" = 1; a2 = 2; B = 3; a = 4; }"));
    assertEquals("[ 3 4 2 1 ]", eval("builtins.attrValues { \"é\" = 1; a2 = 2; B = 3; a = 4; }"));
  }

  @Test
  void attributesAreLookedUp() {
    assertEquals(
        "[ 1 true false ]",
        eval(
            "let s = { a = 1; }; in with builtins; [ (getAttr \"a\" s) (hasAttr \"a\" s) (hasAttr"
                + " \"b\" s) ]"));
    assertEquals("attribute '\"a b\"' missing", failure("builtins.getAttr \"a b\" { }"));
    assertEquals("null", eval("builtins.unsafeGetAttrPos \"a\" { a = 1; }"));
  }

  @Test
  void valuesStayUnevaluated() {
    String set = "{ a = throw \"a\"; b = 1; }";
    assertEquals("{ b = 1; }", eval("removeAttrs " + set + " [ \"a\" \"c\" \"a\" ]"));
    assertEquals("{ b = 1; }", eval("builtins.intersectAttrs { b = throw \"b\"; c = 1; } " + set));
    assertEquals("{ b = 1; }", eval("builtins.intersectAttrs { b = 0; c = 1; d = 2; } { b = 1; }"));
    assertEquals(
        "[ \"a\" \"b\" ]",
        eval("builtins.attrNames (builtins.mapAttrs (throw \"f\") " + set + ")"));
    assertEquals(
        "[ \"a\" ]",
        eval("builtins.attrNames (builtins.zipAttrsWith (n: throw n) [ { a = 1; } { } ])"));
  }

  @Test
  void functionsGetNamesAndValues() {
    assertEquals(
        "{ a = \"a1\"; b = \"b2\"; }",
        eval("builtins.mapAttrs (n: v: n + toString v) { a = 1; b = 2; }"));
    assertEquals(
        "{ a = [ \"a\" 1 3 ]; b = [ \"b\" 2 ]; }",
        eval("builtins.zipAttrsWith (n: vs: [ n ] ++ vs) [ { a = 1; b = 2; } { a = 3; } ]"));
    assertEquals(
        "{ a = 3; }",
        eval(
            "builtins.mapAttrs builtins.substring { a = 1; } // builtins.mapAttrs (n: builtins.add"
                + " 1) { a = 2; }"));
  }

  @Test
  void theFirstOfPairsWithOneNameCounts() {
    String pairs =
        "[ { name = \"a\"; value = 1; } { name = \"b\"; value = throw \"b\"; } { name = \"a\"; } ]";
    assertEquals("1", eval("(builtins.listToAttrs " + pairs + ").a"));
    assertEquals(
        "attribute 'value' missing", failure("builtins.listToAttrs [ { name = \"a\"; } ]"));
    assertEquals("[ 1 3 ]", eval("builtins.catAttrs \"a\" [ { a = 1; } { b = 2; } { a = 3; } ]"));
  }

  @Test
  void functionsTellWhatTheyTake() {
    assertEquals("{ a = false; b = true; }", eval("builtins.functionArgs ({ b ? 1, a, ... }: a)"));
    assertEquals(
        "[ { } { } { } ]", eval("map builtins.functionArgs [ (x: x) toString (builtins.add 1) ]"));
    assertEquals(
        "'functionArgs' requires a function",
        failure("builtins.functionArgs { __functor = self: x: x; }"));
  }

  /** What is forced first is what became known first: names that Nix itself uses before those of the program. */
  @Test
  void setsAreEvaluatedInTheOrderInWhichNamesBecameKnown() {
    assertEquals(
        "name",
        failure("{ fresh1 = throw \"fresh1\"; map = throw \"map\"; name = throw \"name\"; }"));
    assertEquals(
        "map",
        failure(
            "{ fresh2 = throw \"fresh2\"; map = throw \"map\"; splitVersion = throw"
                + " \"splitVersion\"; }"));
    assertEquals("fresh4", failure("{ fresh4 = throw \"fresh4\"; fresh3 = throw \"fresh3\"; }"));
  }
}
