package dev.firn.lang.builtins;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.UnknownHashNameException;
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
      throw error(unknown);
    }
  }

  /** What programs are told about a text that is no hash, or about a name that is none. */
  static EvalError error(BadHashException bad) {
    EvalError error = new EvalError(String.valueOf(bad.getMessage()));
    return bad instanceof UnknownHashNameException ? error.asUsage() : error;
  }
}
