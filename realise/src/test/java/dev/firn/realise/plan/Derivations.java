package dev.firn.realise.plan;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.IndexedStore;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.InputHash;
import dev.firn.store.derivation.InputOutputs;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts derivations into a store. */
final class Derivations {
  private final IndexedStore store;
  private final Map<StorePath, InputHash> hashes = new HashMap<>();

  Derivations(IndexedStore store) {
    this.store = store;
  }

  /** What a derivation is to be. */
  final class Draft {
    private final String name;
    private final TreeMap<String, DerivationOutput> outputs = new TreeMap<>();
    private final TreeMap<StorePath, InputOutputs> inputs = new TreeMap<>();
    private final TreeSet<StorePath> sources = new TreeSet<>();
    private final TreeMap<String, String> environment = new TreeMap<>();
    private String system = "test";

    Draft(String name) {
      this.name = name;
    }

    Draft with(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    Draft system(String platform) {
      system = platform;
      return this;
    }

    Draft output(String output) {
      outputs.put(output, new DerivationOutput.Deferred());
      return this;
    }

    Draft floating() {
      outputs.put(
          "out", new DerivationOutput.Floating(ContentAddressMethod.NAR, HashAlgorithm.SHA256));
      return this;
    }

    Draft floatingText() {
      outputs.put(
          "out", new DerivationOutput.Floating(ContentAddressMethod.TEXT, HashAlgorithm.SHA256));
      return this;
    }

    Draft fixed(ContentAddress address) {
      outputs.put("out", DerivationOutput.fixed(store.dir(), name, "out", address));
      return this;
    }

    Draft source(StorePath source) {
      sources.add(source);
      return this;
    }

    Draft uses(StorePath derivation, String... names) {
      inputs.put(
          derivation,
          InputOutputs.of(new TreeSet<>(names.length == 0 ? List.of("out") : List.of(names))));
      return this;
    }

    Draft uses(StorePath derivation, InputOutputs what) {
      inputs.put(derivation, what);
      return this;
    }

    /** A variable that holds what stands for an output that is not known yet. */
    Draft mentions(String variable, StorePath derivation) {
      return uses(derivation).with(variable, Placeholder.outputOf(derivation, "out").text());
    }

    Derivation derivation() {
      if (outputs.isEmpty()) {
        output("out");
      }
      Derivation draft =
          new Derivation(
              name,
              new TreeMap<>(outputs),
              inputs,
              sources,
              system,
              "/builder",
              new ArrayList<>(),
              environment,
              null);
      return OutputPaths.fill(
          draft, new DerivationHasher(store.dir(), hashes, store::readDerivation), store.dir());
    }

    StorePath add() {
      return store.addDerivation(derivation());
    }
  }

  Draft draft(String name) {
    return new Draft(name);
  }
}
