package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Ordering;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Builtin;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** Arithmetic, bits and the order of values. */
final class ArithmeticBuiltins implements BuiltinLibrary {
  /** What {@code lessThan} does; {@code sort} looks whether it is given just that. */
  static final Builtin.Body LESS_THAN = ArithmeticBuiltins::lessThan;

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("__add", 2, ArithmeticBuiltins::add)
        .add("__sub", 2, ArithmeticBuiltins::subtract)
        .add("__mul", 2, ArithmeticBuiltins::multiply)
        .add("__div", 2, ArithmeticBuiltins::divide)
        .add("__bitAnd", 2, ArithmeticBuiltins::bitAnd)
        .add("__bitOr", 2, ArithmeticBuiltins::bitOr)
        .add("__bitXor", 2, ArithmeticBuiltins::bitXor)
        .add("__lessThan", 2, LESS_THAN);
  }

  private static Value add(Evaluation ev, int position, Lazy[] args) {
    String first = "while evaluating the first argument of the addition";
    String second = "while evaluating the second argument of the addition";
    if (isReal(args, ev)) {
      return new FloatValue(real(args[0], ev, first) + real(args[1], ev, second));
    }
    long a = integer(args[0], ev, first);
    long b = integer(args[1], ev, second);
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw overflow("adding", a, '+', b);
    }
    return IntValue.of(sum);
  }

  private static Value subtract(Evaluation ev, int position, Lazy[] args) {
    String first = "while evaluating the first argument of the subtraction";
    String second = "while evaluating the second argument of the subtraction";
    if (isReal(args, ev)) {
      return new FloatValue(real(args[0], ev, first) - real(args[1], ev, second));
    }
    long a = integer(args[0], ev, first);
    long b = integer(args[1], ev, second);
    long difference = a - b;
    if (((a ^ b) & (a ^ difference)) < 0) {
      throw overflow("subtracting", a, '-', b);
    }
    return IntValue.of(difference);
  }

  private static Value multiply(Evaluation ev, int position, Lazy[] args) {
    String second = "while evaluating the second argument of the multiplication";
    if (isReal(args, ev)) {
      String first = "while evaluating the first of the multiplication";
      return new FloatValue(real(args[0], ev, first) * real(args[1], ev, second));
    }
    long a = integer(args[0], ev, "while evaluating the first argument of the multiplication");
    long b = integer(args[1], ev, second);
    long low = a * b;
    if (Math.multiplyHigh(a, b) != low >> 63) {
      throw overflow("multiplying", a, '*', b);
    }
    return IntValue.of(low);
  }

  private static Value divide(Evaluation ev, int position, Lazy[] args) {
    String first = "while evaluating the first operand of the division";
    String second = "while evaluating the second operand of the division";
    boolean isReal = isReal(args, ev);
    double divisor = real(args[1], ev, second);
    if (divisor == 0) {
      throw new EvalError("division by zero");
    }
    if (isReal) {
      return new FloatValue(real(args[0], ev, first) / divisor);
    }
    long a = integer(args[0], ev, first);
    long b = integer(args[1], ev, second);
    if (a == Long.MIN_VALUE && b == -1) {
      throw overflow("dividing", a, '/', b);
    }
    return IntValue.of(a / b);
  }

  /** Evaluates both arguments and tells whether one is a floating-point number. */
  private static boolean isReal(Lazy[] args, Evaluation ev) {
    Value first = args[0].force(ev, Positions.NONE);
    return args[1].force(ev, Positions.NONE) instanceof FloatValue || first instanceof FloatValue;
  }

  private static double real(Lazy slot, Evaluation ev, String context) {
    return Force.real(slot, ev, Positions.NONE, context);
  }

  private static long integer(Lazy slot, Evaluation ev, String context) {
    return Force.integer(slot, ev, Positions.NONE, context);
  }

  private static EvalError overflow(String doing, long a, char operator, long b) {
    return new EvalError("integer overflow in " + doing + " " + a + " " + operator + " " + b);
  }

  private static Value bitAnd(Evaluation ev, int position, Lazy[] args) {
    long a = integer(args[0], ev, "while evaluating the first argument passed to builtins.bitAnd");
    return IntValue.of(
        a & integer(args[1], ev, "while evaluating the second argument passed to builtins.bitAnd"));
  }

  private static Value bitOr(Evaluation ev, int position, Lazy[] args) {
    long a = integer(args[0], ev, "while evaluating the first argument passed to builtins.bitOr");
    return IntValue.of(
        a | integer(args[1], ev, "while evaluating the second argument passed to builtins.bitOr"));
  }

  private static Value bitXor(Evaluation ev, int position, Lazy[] args) {
    long a = integer(args[0], ev, "while evaluating the first argument passed to builtins.bitXor");
    return IntValue.of(
        a ^ integer(args[1], ev, "while evaluating the second argument passed to builtins.bitXor"));
  }

  private static Value lessThan(Evaluation ev, int position, Lazy[] args) {
    Value a = args[0].force(ev, Positions.NONE);
    Value b = args[1].force(ev, Positions.NONE);
    return BoolValue.of(Ordering.less(a, b, ev, Positions.NONE, ""));
  }
}
