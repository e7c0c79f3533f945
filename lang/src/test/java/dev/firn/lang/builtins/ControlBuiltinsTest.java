package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static dev.firn.lang.builtins.Language.story;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ControlBuiltinsTest {
  @Test
  void tryEvalCatchesThrowsAndAssertionsOnly() {
    String failed = "{ success = false; value = false; }";
    assertEquals(failed, eval("builtins.tryEval (throw \"a\")"));
    assertEquals(failed, eval("builtins.tryEval (assert false; 1)"));
    assertEquals("{ success = true; value = 1; }", eval("builtins.tryEval 1"));
    assertEquals("true", eval("(builtins.tryEval { a = throw \"a\"; }).success"));
    assertEquals(
        "evaluation aborted with the following error message: 'a'",
        failure("builtins.tryEval (abort \"a\")"));
    assertEquals("division by zero", failure("builtins.tryEval (1 / 0)"));
  }

  /** Depth is counted down again on the way out of a failure that is caught. */
  @Test
  void caughtFailuresCostNoDepth() {
    String deep = "let f = n: if n == 0 then throw \"deep\" else f (n - 1) + 1; in ";
    String many =
        "builtins.foldl' (a: x: if (builtins.tryEval (f 900)).success then a else a + 1) 0";
    assertEquals("50", eval(deep + many + " (builtins.genList (x: x) 50)"));
  }

  @Test
  void seqEvaluatesTheFirstArgument() {
    assertEquals("2", eval("builtins.seq { a = throw \"a\"; } 2"));
    assertEquals("a", failure("builtins.deepSeq { a = throw \"a\"; } 2"));
    assertEquals("2", eval("let s = { inherit s; }; in builtins.deepSeq s 2"));
  }

  @Test
  void contextIsAddedToErrorsOnly() {
    assertEquals("1", eval("builtins.addErrorContext (throw \"not needed\") 1"));
    assertEquals(
        List.of("outer", "inner", "while calling the 'throw' builtin"),
        story(
            "builtins.addErrorContext \"outer\" (builtins.addErrorContext \"inner\" (throw"
                + " \"x\"))"));
    assertEquals(
        "not a context",
        failure("builtins.addErrorContext (throw \"not a context\") (throw \"x\")"));
  }

  /** Whoever asks for a failed value again is told of its first failure. */
  @Test
  void aFailureKeepsItsFirstStory() {
    String bindings =
        "let a = throw \"nope\"; b = builtins.addErrorContext \"first\" a; c ="
            + " builtins.addErrorContext \"second\" a;";
    assertEquals(
        List.of(
            "while calling the 'seq' builtin",
            "second",
            "first",
            "while calling the 'throw' builtin"),
        story(bindings + " in builtins.seq (builtins.tryEval b) c"));
  }

  @Test
  void typesHaveNames() {
    assertEquals(
        "[ \"int\" \"float\" \"bool\" \"null\" \"string\" \"path\" \"list\" \"set\" \"lambda\""
            + " \"lambda\" ]",
        eval("map builtins.typeOf [ 1 1.5 true null \"a\" /a [ ] { } (x: x) map ]"));
    assertEquals(
        "[ false true true ]",
        eval(
            "with builtins; [ (isFunction { __functor = x: x; }) (isFunction (add 1)) (isAttrs { })"
                + " ]"));
  }
}
