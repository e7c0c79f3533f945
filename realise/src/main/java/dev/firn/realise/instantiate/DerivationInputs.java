package dev.firn.realise.instantiate;

import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringContext;
import dev.firn.store.derivation.InputOutputs;
import dev.firn.store.path.StorePath;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a derivation is built from: what its strings mention. For one derivation. */
final class DerivationInputs {
  private final EvaluationStore store;
  private final SortedMap<StorePath, InputOutputs> derivations = new TreeMap<>();
  private final SortedSet<StorePath> sources = new TreeSet<>();

  DerivationInputs(EvaluationStore store) {
    this.store = store;
  }

  /** Derivations, and which of their outputs are used. */
  SortedMap<StorePath, InputOutputs> derivations() {
    return derivations;
  }

  /** Other store paths. */
  SortedSet<StorePath> sources() {
    return sources;
  }

  /** Adds everything that the strings of a derivation mention. */
  void add(StringContext context, String derivation) {
    for (ContextElement element : context) {
      switch (element) {
        case ContextElement.Opaque opaque -> sources.add(store.parse(opaque.path()));
        case ContextElement.Built built -> add(built.drv(), InputOutputs.of(built.output()));
        case ContextElement.DrvDeep deep -> addClosure(store.parse(deep.drvPath()));
        case ContextElement.Secret _ ->
            Secrets.refuse(context, "the derivation '" + derivation + "'");
      }
    }
  }

  private void add(ContextElement.DerivedFrom from, InputOutputs outputs) {
    switch (from) {
      case ContextElement.Opaque opaque -> addOutputs(store.parse(opaque.path()), outputs);
      case ContextElement.Built built -> {
        SortedMap<String, InputOutputs> inner = new TreeMap<>();
        inner.put(built.output(), outputs);
        add(built.drv(), new InputOutputs(Collections.emptySortedSet(), inner));
      }
    }
  }

  private void addOutputs(StorePath derivation, InputOutputs outputs) {
    InputOutputs others = derivations.putIfAbsent(derivation, outputs);
    if (others != null) {
      derivations.put(derivation, others.merge(outputs));
    }
  }

  /** A builder that sees a derivation's file may look at everything that it leads to, outputs included. */
  private void addClosure(StorePath start) {
    for (StorePath path : store.closure(start)) {
      sources.add(path);
      if (path.isDerivation()) {
        for (String output : store.outputs(path).keySet()) {
          addOutputs(path, InputOutputs.of(output));
        }
      }
    }
  }
}
