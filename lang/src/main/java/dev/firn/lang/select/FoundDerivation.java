package dev.firn.lang.select;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Force;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;

/**
 * A derivation in the value of an expression.
 *
 * @param path where it was found: names and indices between dots; empty for the value itself
 * @param attrs the set of type {@code derivation}
 */
public record FoundDerivation(String path, Attrs attrs) {
  /** What errors of {@link #drvPath} say that is being done. */
  public static final String READING_DRV_PATH =
      "while evaluating the 'drvPath' attribute of a derivation";

  private static final Symbol NAME = Symbol.of("name");
  private static final Symbol DRV_PATH = Symbol.of("drvPath");
  private static final Symbol OUTPUT_NAME = Symbol.of("outputName");

  /** Its name. */
  public String name(Evaluation ev) {
    Lazy name = attrs.get(NAME);
    if (name == null) {
      throw new EvalError("derivation name missing");
    }
    return Force.plainString(
        name, ev, Positions.NONE, "while evaluating the 'name' attribute of a derivation");
  }

  /** Where its {@code drvPath} was written. */
  public int drvPathPosition() {
    return attrs.positionOf(DRV_PATH);
  }

  /** The text of its {@code drvPath}, which should be the store path of a derivation. */
  public String drvPath(Evaluation ev) {
    Lazy path = attrs.get(DRV_PATH);
    if (path == null) {
      throw new EvalError("derivation does not contain a 'drvPath' attribute");
    }
    return Coerce.toText(
        path, Coerce.Mode.PLAIN, new ContextBuilder(), ev, drvPathPosition(), READING_DRV_PATH);
  }

  /** The output that it stands for; empty if it does not say. */
  public String outputName(Evaluation ev) {
    Lazy name = attrs.get(OUTPUT_NAME);
    return name == null
        ? ""
        : Force.plainString(
            name, ev, Positions.NONE, "while evaluating the output name of a derivation");
  }
}
