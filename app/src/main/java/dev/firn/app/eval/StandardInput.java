package dev.firn.app.eval;

import dev.firn.app.console.Surroundings;
import dev.firn.app.recall.NotHere;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import java.io.IOException;

/** Reads all of standard input. */
final class StandardInput {
  private StandardInput() {}

  /** What is left of standard input, as bytes. */
  static String read(Surroundings surroundings) {
    if (surroundings.recall() != null) {
      throw new NotHere();
    }
    try {
      return Latin1.string(surroundings.input().readAllBytes());
    } catch (IOException e) {
      throw new EvalError("reading standard input: " + e.getMessage());
    }
  }
}
