package dev.firn.lang.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.TestSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageBuiltinsTest {
  private static List<String> said(Language language, String expression) {
    language.show(expression);
    return language.messages();
  }

  @Test
  void stringsAreTracedAsTheyAre() {
    assertEquals(List.of("trace: a\"b"), said(new Language(), "builtins.trace \"a\\\"b\" 1"));
  }

  @Test
  void valuesAreTracedAsFarAsTheyAreKnown() {
    String expression =
        "let x = 1 + 1; in builtins.seq x (builtins.trace { a = x; b = 1 + 1; c = [ \"s\" ]; } 1)";
    assertEquals(
        List.of("trace: { a = 2; b = «thunk»; c = «thunk»; }"), said(new Language(), expression));
  }

  @Test
  void aListInAnotherSlotIsNotRepeated() {
    String lists = "let l = [ 1 ]; m = [ l l (builtins.head [ l ]) ]; in builtins.deepSeq m ";
    assertEquals(
        List.of("trace: [ [ 1 ] «repeated» [ 1 ] ]"),
        said(new Language(), lists + "(builtins.trace m 1)"));
  }

  @Test
  void verboseTracesNeedASetting() {
    assertEquals(
        List.of(), said(new Language(), "builtins.traceVerbose (throw \"not looked at\") 1"));
    Language verbose = new Language(new TestSettings().maxCallDepth(100).traceVerbose());
    assertEquals(List.of("trace: a"), said(verbose, "builtins.traceVerbose \"a\" 1"));
  }

  @Test
  void warningsMayAbort() {
    assertEquals(
        List.of("evaluation warning: a\n                    b"),
        said(new Language(), "builtins.warn \"a\\nb\" 1"));
    Language strict = new Language(new TestSettings().maxCallDepth(100).abortOnWarn());
    EvalError error = strict.error("builtins.warn \"a\" 1");
    assertEquals(
        "aborting to reveal stack trace of warning, as abort-on-warn is set", error.text());
    assertEquals(List.of("evaluation warning: a"), strict.messages());
  }

  @Test
  void onlyStringsAreWarnings() {
    assertEquals(
        "expected a string but found an integer: 1", Language.failure("builtins.warn 1 2"));
  }
}
