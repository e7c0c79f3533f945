package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;

/** Sums, interpolated strings and interpolated paths: the first operand decides what the result is. */
final class ConcatNode extends Code {
  private final Code[] parts;
  private final int[] partPositions;
  private final boolean forceString;
  private final int position;

  ConcatNode(Code[] parts, int[] partPositions, boolean forceString, int position) {
    this.parts = parts;
    this.partPositions = partPositions;
    this.forceString = forceString;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Value first = operand(0, env, ev);
    if (!forceString) {
      if (first instanceof IntValue integer) {
        return addIntegers(integer.value(), env, ev);
      }
      if (first instanceof FloatValue real) {
        return addReals(real.value(), 1, env, ev);
      }
      if (first instanceof PathValue path) {
        return appendToPath(path, env, ev);
      }
    }
    return concatenate(first, env, ev);
  }

  private Value operand(int index, Env env, Evaluation ev) {
    try {
      return parts[index].eval(env, ev);
    } catch (EvalError error) {
      throw error.trace(parts[index].position(), "in an operand of '+'");
    }
  }

  private Value addIntegers(long start, Env env, Evaluation ev) {
    long sum = start;
    for (int i = 1; i < parts.length; i++) {
      Value next = operand(i, env, ev);
      if (next instanceof FloatValue real) {
        return addReals(sum + real.value(), i + 1, env, ev);
      }
      if (!(next instanceof IntValue integer)) {
        throw new EvalError("cannot add " + next.describe() + " to an integer", partPositions[i]);
      }
      long result = sum + integer.value();
      if (((sum ^ result) & (integer.value() ^ result)) < 0) {
        throw new EvalError(
            "integer overflow in adding " + sum + " + " + integer.value(), partPositions[i]);
      }
      sum = result;
    }
    return IntValue.of(sum);
  }

  private Value addReals(double start, int from, Env env, Evaluation ev) {
    double sum = start;
    for (int i = from; i < parts.length; i++) {
      Value next = operand(i, env, ev);
      if (next instanceof IntValue integer) {
        sum += integer.value();
      } else if (next instanceof FloatValue real) {
        sum += real.value();
      } else {
        throw new EvalError("cannot add " + next.describe() + " to a float", partPositions[i]);
      }
    }
    return new FloatValue(sum);
  }

  private Value appendToPath(PathValue first, Env env, Evaluation ev) {
    ContextBuilder context = new ContextBuilder();
    StringBuilder text = new StringBuilder(first.path());
    for (int i = 1; i < parts.length; i++) {
      text.append(text(operand(i, env, ev), i, Coerce.Mode.PLAIN, context, ev));
    }
    if (!context.build().isEmpty()) {
      throw new EvalError(
          "a string that refers to a store path cannot be appended to a path", position);
    }
    return new PathValue(Paths.canonical(text.toString()));
  }

  private Value concatenate(Value first, Env env, Evaluation ev) {
    // Only a string (or an interpolation, which is one) makes paths that follow become store paths.
    Coerce.Mode mode =
        forceString || first instanceof StringValue ? Coerce.Mode.COPY : Coerce.Mode.PLAIN;
    ContextBuilder context = new ContextBuilder();
    String start = text(first, 0, mode, context, ev);
    if (parts.length == 1) {
      return new StringValue(start, context.build());
    }
    StringBuilder text = new StringBuilder(start.length() + 32 * parts.length).append(start);
    for (int i = 1; i < parts.length; i++) {
      text.append(text(operand(i, env, ev), i, mode, context, ev));
    }
    return new StringValue(text.toString(), context.build());
  }

  private String text(
      Value value, int index, Coerce.Mode mode, ContextBuilder context, Evaluation ev) {
    if (value instanceof StringValue string) {
      context.add(string.context());
      return string.text();
    }
    return Coerce.toText(
        value, mode, context, ev, partPositions[index], "while evaluating a path segment");
  }

  @Override
  public int position() {
    return position;
  }
}
