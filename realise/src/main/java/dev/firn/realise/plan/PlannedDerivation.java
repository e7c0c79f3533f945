package dev.firn.realise.plan;

import dev.firn.base.json.Json;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.StructuredAttributes;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StorePath;
import org.jspecify.annotations.Nullable;

/**
 * A derivation that is going to be realised.
 *
 * @param path the path that it has, or would have
 * @param derivation what it says
 * @param made whether it was made from another one, so that its file is not in the store yet
 */
record PlannedDerivation(StorePath path, Derivation derivation, boolean made) {
  /** Whether substituters may be asked about its outputs. */
  boolean allowsSubstitutes() {
    return flag("allowSubstitutes", true);
  }

  /** Whether it should rather be built here than elsewhere. */
  boolean prefersLocal() {
    return flag("preferLocalBuild", false);
  }

  private boolean flag(String name, boolean otherwise) {
    StructuredAttributes structured = derivation.structuredAttributes();
    if (structured != null) {
      return structured.json().get(name) instanceof Json.Bool value ? value.value() : otherwise;
    }
    String value = derivation.environment().get(name);
    return value == null ? otherwise : value.equals("1");
  }

  /** The content that it must have, if it is known; null if it is not. */
  @Nullable ContentAddress fixedContent() {
    DerivationOutput output = derivation.outputs().get("out");
    return output instanceof DerivationOutput.Fixed fixed ? fixed.address() : null;
  }
}
