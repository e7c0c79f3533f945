package dev.firn.lang.builtins;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.EvalSettings;

/** The hash algorithms that programs can name. */
final class HashAlgorithms {
  private HashAlgorithms() {}

  /** The algorithm of that name, if the settings allow it. */
  static HashAlgorithm parse(String name, EvalSettings settings) {
    try {
      HashAlgorithm algorithm = HashAlgorithm.parse(name);
      if (algorithm == HashAlgorithm.BLAKE3) {
        settings.require("blake3-hashes", "");
      }
      return algorithm;
    } catch (BadHashException unknown) {
      throw new EvalError(String.valueOf(unknown.getMessage())).asUsage();
    }
  }
}
