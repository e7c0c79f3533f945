package dev.firn.realise.instantiate;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.value.Evaluation;
import org.jspecify.annotations.Nullable;

/** The hashes that programs expect content to have. */
public final class ExpectedHash {
  private ExpectedHash() {}

  /**
   * Reads a hash in any form. An empty text stands for a hash that is not known yet: all zero, with a warning.
   *
   * @param algorithm the algorithm, if it is known otherwise
   * @throws EvalError if the text is no hash
   */
  public static Hash parse(
      String text, @Nullable HashAlgorithm algorithm, EvalSettings settings, Evaluation ev) {
    if (!text.isEmpty()) {
      return parse(text, algorithm, settings);
    }
    if (algorithm == null) {
      throw new EvalError("empty hash requires explicit hash algorithm");
    }
    ev.onlyMain();
    Hash zero = Hash.zero(algorithm);
    ev.host().warn("found empty hash, assuming '" + zero.sri() + "'");
    return zero;
  }

  private static Hash parse(String text, @Nullable HashAlgorithm algorithm, EvalSettings settings) {
    try {
      Hash hash = Hash.parse(text, algorithm);
      if (hash.algorithm() == HashAlgorithm.BLAKE3) {
        settings.require("blake3-hashes", "");
      }
      return hash;
    } catch (BadHashException bad) {
      throw StoreErrors.of(bad);
    }
  }
}
