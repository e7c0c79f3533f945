package dev.firn.process.model;

import dev.firn.base.text.Suggestions;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.select.AutoCall;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Lambda;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.process.description.Folders;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a model is called with: it gets what it names, of what every model can have and of what the user gives. */
final class ModelArguments {
  private final SortedMap<String, Lazy> values = new TreeMap<>();
  private final Evaluator evaluator;
  private final Attrs given;

  /**
   * The arguments of a model.
   *
   * @param given what the user gives, which comes before all else
   */
  ModelArguments(Evaluator evaluator, Attrs given) {
    this.evaluator = evaluator;
    this.given = given;
    values.put(
        "pkgs", evaluator.delay(evaluator.compile(Source.string("import <nixpkgs> { }"), "/")));
    text("system", evaluator.settings().system());
  }

  ModelArguments text(String name, @Nullable String text) {
    values.put(name, text == null ? NullValue.INSTANCE : new StringValue(text));
    return this;
  }

  ModelArguments flag(String name, boolean flag) {
    values.put(name, BoolValue.of(flag));
    return this;
  }

  ModelArguments value(String name, Lazy value) {
    values.put(name, value);
    return this;
  }

  ModelArguments folders(Folders folders) {
    return text("stateDir", folders.state())
        .text("runtimeDir", folders.run())
        .text("logDir", folders.log())
        .text("cacheDir", folders.cache())
        .text("spoolDir", folders.spool())
        .text("lockDir", folders.lock())
        .text("libDir", folders.lib())
        .text("tmpDir", folders.tmp());
  }

  /**
   * Calls a model.
   *
   * @throws EvalError if it does not take what the user gives, or needs something that nobody gives
   */
  Value call(Value model) {
    if (!(model instanceof Lambda lambda)) {
      return model;
    }
    Expr.Formals formals = lambda.code.syntax().formals();
    if (formals == null) {
      throw new EvalError(
          "a processes model must name its arguments: { pkgs, stateDir, ... }:",
          lambda.code.position());
    }
    if (!formals.ellipsis()) {
      refuseOthers(formals, lambda);
    }
    AttrsBuilder all = new AttrsBuilder(values.size());
    values.forEach((name, value) -> {
      if (passed(name, formals)) {
        all.add(name, value);
      }
    });
    return AutoCall.call(lambda, all.build().update(given), evaluator.evaluation());
  }

  /** Packages are left to a model that has its own. */
  private static boolean passed(String name, Expr.Formals formals) {
    return !name.equals("pkgs")
        || formals.formals().stream()
            .noneMatch(formal -> formal.name().name().equals(name) && formal.fallback() != null);
  }

  private void refuseOthers(Expr.Formals formals, Lambda lambda) {
    List<String> names = new ArrayList<>();
    formals.formals().forEach(formal -> names.add(formal.name().name()));
    for (int index : given.shape().lexical()) {
      Symbol name = given.shape().name(index);
      if (!names.contains(name.name())) {
        throw new EvalError(
                "the model does not take the argument '" + name.name() + "'",
                lambda.code.position())
            .suggesting(Suggestions.bestMatches(names, name.name()));
      }
    }
  }
}
