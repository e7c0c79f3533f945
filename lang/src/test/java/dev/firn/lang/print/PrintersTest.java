package dev.firn.lang.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import dev.firn.lang.builtins.Language;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.TestSettings;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import org.junit.jupiter.api.Test;

class PrintersTest {
  private static String lazily(String expression) {
    Language language = new Language();
    Evaluation ev = language.evaluator().evaluation();
    return language.use(
        expression, value -> Latin1.toUnicode(PlainPrinter.print(value, new ContextBuilder(), ev)));
  }

  private static String xml(String expression, boolean strict, boolean places) {
    Language language = new Language();
    Evaluation ev = language.evaluator().evaluation();
    String document =
        language.use(
            expression, value -> XmlPrinter.print(value, strict, places, new ContextBuilder(), ev));
    String prologue = "<?xml version='1.0' encoding='utf-8'?>\n<expr>\n";
    assertTrue(document.startsWith(prologue) && document.endsWith("</expr>\n"), document);
    return document.substring(prologue.length(), document.length() - "</expr>\n".length());
  }

  private static String json(String expression, boolean strict, boolean copy) {
    Language language = new Language();
    Evaluation ev = language.evaluator().evaluation();
    return language.use(
        expression,
        value -> JsonPrinter.print(value, strict, copy, new ContextBuilder(), ev, Positions.NONE));
  }

  @Test
  void valuesArePrintedOnOneLine() {
    assertEquals(
        "{ \"a b\" = [ 1 1.5 true null ]; f = <LAMBDA>; m = <PRIMOP>; n = <PRIMOP-APP>; or = /p; s"
            + " = \"\\${\\\"\\n\"; }",
        Language.eval(
            "{ f = x: x; m = map; n = map (x: x); \"a b\" = [ 1 1.5 true null ]; or = /p; s ="
                + " \"\\${\\\"\\n\"; }"));
  }

  @Test
  void whatIsNotEvaluatedIsCode() {
    assertEquals("{ a = <CODE>; b = 1; }", lazily("{ a = 1 + 1; b = 1; }"));
    assertEquals(
        "[ <CODE> ]",
        lazily(
            "let l = [ (throw \"a\") ]; in builtins.seq (builtins.tryEval (builtins.head l)) l"));
  }

  @Test
  void whatWasPrintedIsRepeated() {
    assertEquals(
        "[ { a = 1; } «repeated» { } { } ]",
        Language.eval("let s = { a = 1; }; e = { }; in [ s s e e ]"));
    assertEquals(
        "[ [ 1 ] «repeated» [ 1 ] ]",
        Language.eval("let l = [ 1 ]; in [ l l (builtins.head [ l ]) ]"));
    assertEquals(
        "{ a = { a = «repeated»; }; }", Language.eval("let s = { a = s; }; in { a = s; }"));
  }

  @Test
  void jsonMayLeavePathsAlone() {
    assertEquals("[\"/a\",1]", json("[ /a 1 ]", true, false));
    assertThrows(EvalError.class, () -> json("[ /a 1 ]", true, true));
    EvalError lazy = assertThrows(EvalError.class, () -> json("[ (1 + 1) ]", false, false));
    assertEquals("cannot convert a thunk to JSON", lazy.text());
  }

  @Test
  void xmlShowsEveryType() {
    assertEquals(
        """
          <attrs>
            <attr name="a">
              <list>
                <int value="1" />
                <float value="1.5" />
                <bool value="true" />
                <null />
                <string value="&lt;&quot;&amp;&#xA;" />
                <path value="/p" />
              </list>
            </attr>
            <attr name="b">
              <function>
                <attrspat ellipsis="1" name="args">
                  <attr name="x" />
                  <attr name="y" />
                </attrspat>
              </function>
            </attr>
            <attr name="c">
              <function>
                <varpat name="x" />
              </function>
            </attr>
            <attr name="d">
              <unevaluated />
            </attr>
          </attrs>
        """,
        xml(
            "{ d = map; c = x: x; b = args@{ y, x ? 1, ... }: x; a = [ 1 1.5 true null"
                + " \"<\\\"&\\n\" /p ]; }",
            true,
            false));
  }

  @Test
  void xmlShowsDerivationsOnce() {
    String derivation = "{ type = \"derivation\"; drvPath = \"/d\"; outPath = \"/o\"; }";
    assertEquals(
        """
          <list>
            <derivation drvPath="/d" outPath="/o">
              <attr name="drvPath">
                <string value="/d" />
              </attr>
              <attr name="outPath">
                <string value="/o" />
              </attr>
              <attr name="type">
                <string value="derivation" />
              </attr>
            </derivation>
            <derivation drvPath="/d" outPath="/o">
              <repeated />
            </derivation>
          </list>
        """,
        xml("[ " + derivation + " " + derivation + " ]", true, false));
  }

  @Test
  void xmlTellsPlaces() {
    assertEquals(
        """
          <attrs>
            <attr column="3" line="1" name="a">
              <int value="2" />
            </attr>
            <attr column="14" line="1" name="f">
              <function column="18" line="1">
                <varpat name="x" />
              </function>
            </attr>
          </attrs>
        """,
        xml("{ a = 1 + 1; f = x: x; }", true, true));
  }

  /** Deeper than any stack: 300,000 sets in one another. */
  @Test
  void depthIsBoundedByTheSettingOnly() {
    String deep = "builtins.foldl' (a: b: { inherit a; }) 1 (builtins.genList (x: x) 300000)";
    Language language = new Language(new TestSettings().maxCallDepth(1_000_000));
    Evaluation ev = language.evaluator().evaluation();
    long json = language.use("builtins.toJSON (" + deep + ")", PrintersTest::length);
    assertEquals(1_800_001, json);
    long plain =
        language.use(
            deep, value -> (long) PlainPrinter.print(value, new ContextBuilder(), ev).length());
    assertEquals(300_000 * 9 + 1, plain);
    assertEquals(
        "stack overflow; max-call-depth exceeded",
        Language.failure("builtins.toJSON (" + deep + ")"));
  }

  private static long length(Value string) {
    return ((StringValue) string).text().length();
  }
}
