package dev.firn.process.model;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;

/**
 * What nix-processmgmt makes of a process when no process manager is named: a derivation that writes the parameters of its {@code
 * createManagedProcess} as JSON. The derivation has the text as an attribute, so that it need not be built.
 *
 * @param path the store path that the text will have: how others name it as a dependency
 * @param parameters what the text says
 * @param context what the text mentions
 */
record AgnosticPackage(String path, Attrs parameters, StringContext context) {
  private static final Symbol TEXT = Symbol.of("configJSON");

  /**
   * Reads such a package.
   *
   * @param what whose it is, for messages
   */
  static AgnosticPackage of(Attrs pkg, String what, Evaluator evaluator) {
    Evaluation ev = evaluator.evaluation();
    Lazy slot = pkg.get(TEXT);
    if (slot == null) {
      throw new EvalError(
          what
              + " is a package, but not one of createManagedProcess: Firn's, or that of nix-processmgmt");
    }
    StringValue text =
        Coerce.toString(slot, Coerce.Mode.PLAIN, ev, Positions.NONE, "while reading " + what);
    StringValue path =
        Coerce.toString(pkg, Coerce.Mode.PLAIN, ev, Positions.NONE, "while reading " + what);
    Value parser = evaluator.builtin("fromJSON").force(ev, Positions.NONE);
    Value parsed = Calls.call(parser, new StringValue(text.text()), ev, Positions.NONE);
    if (!(parsed instanceof Attrs parameters)) {
      throw new EvalError(what + " has no parameters");
    }
    return new AgnosticPackage(path.text(), parameters, text.context());
  }
}
