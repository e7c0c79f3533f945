package dev.firn.realise.evaluation;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.text.ErrorRenderer;
import dev.firn.base.text.ErrorReport;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.Reports;
import dev.firn.lang.eval.Deep;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.TestSettings;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.value.Ahead;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Stacks;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.realise.instantiate.NeededOutputs;
import dev.firn.store.MemoryStore;
import dev.firn.store.Store;
import dev.firn.store.path.StoreDir;

/** A small world to evaluate in: files and a store in memory. Every evaluation is a new one; the store stays. */
public final class World {
  public final MemoryHost files = new MemoryHost();
  public final Store store = new MemoryStore(StoreDir.DEFAULT);

  private boolean readOnly = true;
  private NeededOutputs builds = NeededOutputs.NONE;
  private int helpers;
  private final TestSettings settings = new TestSettings().showTrace();

  public World writing() {
    readOnly = false;
    return this;
  }

  public World building(NeededOutputs who) {
    builds = who;
    return this;
  }

  public World pure() {
    settings.pure();
    return this;
  }

  public World restricted(String... uris) {
    settings.restricted().allowedUris(uris);
    return this;
  }

  public World withoutImportFromDerivation() {
    settings.withoutImportFromDerivation();
    return this;
  }

  public World searchPath(String... entries) {
    settings.searchPath(entries);
    return this;
  }

  public World features(String... names) {
    settings.features(names);
    return this;
  }

  public World helpers(int count) {
    helpers = count;
    return this;
  }

  private Evaluator evaluator() {
    return CompleteEvaluator.create(
        files, new EvaluationStore(store, readOnly), builds, settings.get());
  }

  private interface Use<T> {
    T of(Value value, Evaluation ev);
  }

  private <T> T evaluate(Evaluator evaluator, String expression, Use<T> use) {
    return Stacks.call(() -> {
      Evaluation ev = evaluator.evaluation();
      if (helpers == 0) {
        return use.of(Deep.force(value(evaluator, expression), ev), ev);
      }
      try (Ahead _ = new Ahead(ev, helpers)) {
        return use.of(Deep.force(value(evaluator, expression), ev), ev);
      }
    });
  }

  private static Value value(Evaluator evaluator, String expression) {
    return evaluator.evalString(expression, "/work");
  }

  /** The value of an expression, everything in it evaluated, as it is printed. */
  public String print(String expression) {
    return evaluate(
        evaluator(),
        expression,
        (value, ev) -> ValuePrinter.print(value, ValuePrinter.Options.TRACE, ev));
  }

  /** The text of an expression that gives a string. */
  public String text(String expression) {
    return evaluate(evaluator(), expression, (value, ev) -> ((StringValue) value).text());
  }

  /** The error of an expression. */
  public EvalError error(String expression) {
    return assertThrows(EvalError.class, () -> print(expression), expression);
  }

  /** The error of an expression as people see it, with all traces. */
  public String report(String expression) {
    Evaluator evaluator = evaluator();
    EvalError error =
        assertThrows(
            EvalError.class,
            () -> evaluate(evaluator, expression, (value, ev) -> value),
            expression);
    ErrorReport report = Reports.of(error, ErrorReport.Level.ERROR, evaluator.positions());
    return ErrorRenderer.render(report, true, false);
  }
}
