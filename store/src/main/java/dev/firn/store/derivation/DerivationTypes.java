package dev.firn.store.derivation;

import dev.firn.base.hash.HashAlgorithm;
import java.util.Map;
import java.util.SortedMap;

/** Finds the common type of outputs. */
final class DerivationTypes {
  private DerivationTypes() {}

  static DerivationType of(SortedMap<String, DerivationOutput> outputs) {
    if (outputs.isEmpty()) {
      throw new BadDerivationException("must have at least one output");
    }
    DerivationType common = of(outputs.firstEntry().getValue());
    HashAlgorithm algorithm = null;
    for (Map.Entry<String, DerivationOutput> output : outputs.entrySet()) {
      check(common, output.getKey(), output.getValue(), outputs.size());
      if (output.getValue() instanceof DerivationOutput.Floating floating) {
        if (algorithm != null && algorithm != floating.algorithm()) {
          throw new BadDerivationException("all floating outputs must use the same hash algorithm");
        }
        algorithm = floating.algorithm();
      }
    }
    return common;
  }

  private static void check(
      DerivationType common, String name, DerivationOutput output, int count) {
    if (of(output) != common) {
      throw new BadDerivationException("can't mix derivation output types");
    }
    if (common == DerivationType.FIXED && !name.equals("out")) {
      throw new BadDerivationException("single fixed output must be named \"out\"");
    }
    if (common == DerivationType.FIXED && count > 1) {
      throw new BadDerivationException("only one fixed output is allowed for now");
    }
  }

  private static DerivationType of(DerivationOutput output) {
    if (output instanceof DerivationOutput.InputAddressed) {
      return DerivationType.INPUT_ADDRESSED;
    }
    if (output instanceof DerivationOutput.Fixed) {
      return DerivationType.FIXED;
    }
    if (output instanceof DerivationOutput.Floating) {
      return DerivationType.FLOATING;
    }
    return output instanceof DerivationOutput.Impure
        ? DerivationType.IMPURE
        : DerivationType.DEFERRED;
  }
}
