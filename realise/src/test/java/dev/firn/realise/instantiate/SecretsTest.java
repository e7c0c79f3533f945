package dev.firn.realise.instantiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.Trace;
import dev.firn.lang.eval.Deep;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Stacks;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.realise.evaluation.CompleteEvaluator;
import dev.firn.store.MemoryStore;
import dev.firn.store.path.StoreDir;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strings that mention a secret never reach a store, and no file is looked up by them. */
class SecretsTest {
  private static final Map<Symbol, Lazy> NAMES =
      Map.of(
          Symbol.of("secret"),
          new StringValue("hunter2", StringContext.of(new ContextElement.Secret("db"))));

  private static EvalError error(String expression) {
    Evaluator evaluator =
        CompleteEvaluator.create(
            new MemoryHost().file("/hunter2", "").file("/f", ""),
            new EvaluationStore(new MemoryStore(StoreDir.DEFAULT), false),
            NeededOutputs.NONE,
            EvalSettings.defaults("s"));
    Expr expr = evaluator.parse(Source.string(expression), "/");
    return assertThrows(
        EvalError.class,
        () ->
            Stacks.call(() ->
                Deep.force(
                    evaluator.eval(evaluator.compile(expr, NAMES), evaluator.evaluation()),
                    evaluator.evaluation())),
        expression);
  }

  @Test
  void refused() {
    String[] refusals = {
      "(derivation { name = \"x\"; system = \"s\"; builder = \"b\"; password = \"p=${secret}\";"
          + " }).drvPath",
      "the derivation 'x'",
      "(derivation { name = \"x\"; system = \"s\"; builder = \"b\"; args = [ 1 [ secret ] ];"
          + " }).drvPath",
      "the derivation 'x'",
      "(derivation { name = \"x\"; system = \"s\"; builder = \"b\"; __structuredAttrs = true; a.b ="
          + " secret; }).drvPath",
      "JSON",
      "builtins.toFile \"f\" secret",
      "the file 'f'",
      "builtins.path { path = \"/${secret}\"; }",
      "the name of a file",
      "builtins.filterSource (p: t: true) \"/${secret}\"",
      "the name of a file",
      "builtins.storePath \"/${secret}\"",
      "the name of a file",
      "builtins.readFile \"/${secret}\"",
      "the name of a file",
      "import \"/${secret}\"",
      "the name of a file",
      "builtins.findFile [ { path = \"/${secret}\"; } ] \"x\"",
      "the search path",
    };
    for (int i = 0; i < refusals.length; i += 2) {
      EvalError error = error(refusals[i]);
      assertEquals("the secret 'db' cannot be a part of " + refusals[i + 1], error.text());
      for (Trace trace = error.traces(); trace != null; trace = trace.inner()) {
        assertFalse(trace.hint().contains("hunter2"), trace.hint());
      }
    }
  }

  @Test
  void namesMayNotMentionThemAndErrorsDoNotTellThem() {
    String[] names = {
      "derivation { name = secret; system = \"s\"; builder = \"b\"; }",
      "builtins.toFile secret \"\"",
      "builtins.path { path = /f; name = secret; }",
      "builtins.fetchurl \"https://e.com/${secret}\"",
      "builtins.placeholder secret",
    };
    for (String name : names) {
      assertFalse(error(name).text().contains("hunter2"), name);
    }
  }
}
