package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Reals;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/**
 * {@code ceil} and {@code floor}. Integers pass through floating-point as they do in Nix, which refuses those that do not come
 * back unchanged.
 */
final class RoundingBuiltins implements BuiltinLibrary {
  private static final double LEAST = Long.MIN_VALUE;

  private static final String BUG = "Due to a bug (see https://github.com/NixOS/nix/issues/12899) ";
  private static final String FUTURE =
      ".\n\tFuture Nix versions might implement the correct behavior.";

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add(
            "__ceil",
            1,
            (ev, position, args) -> integer(args[0], Math.ceil(number(args[0], ev, "ceil")), ev))
        .add(
            "__floor",
            1,
            (ev, position, args) -> integer(args[0], Math.floor(number(args[0], ev, "floor")), ev));
  }

  private static double number(Lazy slot, Evaluation ev, String name) {
    int written = slot.position(Positions.NONE);
    return Force.real(
        slot, ev, written, "while evaluating the first argument passed to builtins." + name);
  }

  private static Value integer(Lazy slot, double rounded, Evaluation ev) {
    boolean fits = rounded >= LEAST && rounded < -LEAST;
    Value given = slot.force(ev, Positions.NONE);
    if (given instanceof IntValue integer) {
      return unchanged(integer, rounded, fits);
    }
    if (!fits) {
      String text = Reals.general(((FloatValue) given).value());
      throw new EvalError("NixFloat argument " + text + " is not in the range of NixInt");
    }
    return IntValue.of((long) rounded);
  }

  private static Value unchanged(IntValue integer, double rounded, boolean fits) {
    if (!fits) {
      throw new EvalError(
          BUG
              + "the NixInt argument "
              + integer.value()
              + " caused undefined behavior in previous Nix versions"
              + FUTURE);
    }
    if ((long) rounded != integer.value()) {
      throw new EvalError(
          BUG
              + "a loss of precision occurred in previous Nix versions because the NixInt argument "
              + integer.value()
              + " was rounded to "
              + (long) rounded
              + FUTURE);
    }
    return integer;
  }
}
