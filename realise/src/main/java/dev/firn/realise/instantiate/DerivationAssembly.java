package dev.firn.realise.instantiate;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Names;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StorePath;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a derivation of the attributes that were read, and the set that {@code derivationStrict} gives. */
final class DerivationAssembly {
  private final EvaluationStore store;
  private final Evaluator evaluator;
  private final Evaluation ev;

  DerivationAssembly(EvaluationStore store, Evaluator evaluator, Evaluation ev) {
    this.store = store;
    this.evaluator = evaluator;
    this.ev = ev;
  }

  /** Instantiates a derivation. */
  Value assemble(DerivationAttributes attributes) {
    DerivationInputs inputs = new DerivationInputs(store);
    inputs.add(attributes.context.build(), attributes.name);
    check(attributes);
    SortedMap<String, DerivationOutput> outputs = outputs(attributes);
    Derivation derivation =
        OutputPaths.fill(
            new Derivation(
                attributes.name,
                outputs,
                inputs.derivations(),
                inputs.sources(),
                attributes.system,
                attributes.builder,
                attributes.arguments,
                attributes.environment,
                attributes.structuredAttributes),
            store.hasher(ev),
            store.dir());
    return result(store.addDerivation(derivation, ev), derivation);
  }

  private static void check(DerivationAttributes attributes) {
    if (attributes.builder.isEmpty()) {
      throw new EvalError("required attribute 'builder' missing");
    }
    if (attributes.system.isEmpty()) {
      throw new EvalError("required attribute 'system' missing");
    }
    boolean givesDerivation =
        attributes.method == ContentAddressMethod.TEXT && hasOnlyOut(attributes);
    if (attributes.name.endsWith(Derivation.EXTENSION) && !givesDerivation) {
      throw new EvalError(
          "derivation names are allowed to end in '"
              + Derivation.EXTENSION
              + "' only if they produce a single derivation file");
    }
  }

  private static boolean hasOnlyOut(DerivationAttributes attributes) {
    return attributes.outputs.size() == 1 && attributes.outputs.contains("out");
  }

  /** The outputs; the variables that name them are set as well. */
  private SortedMap<String, DerivationOutput> outputs(DerivationAttributes attributes) {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    if (attributes.outputHash != null) {
      DerivationOutput.Fixed fixed = fixed(attributes, attributes.outputHash);
      outputs.put("out", fixed);
      if (!attributes.submitsOutputs) {
        attributes.environment.put("out", store.dir().print(fixed.path()));
      }
      return outputs;
    }
    boolean floating = attributes.contentAddressed || attributes.impure;
    if (attributes.contentAddressed && attributes.impure) {
      throw new EvalError("derivation cannot be both content-addressed and impure");
    }
    for (String output : attributes.outputs) {
      outputs.put(output, floating ? floating(attributes) : new DerivationOutput.Deferred());
      if (!floating) {
        attributes.environment.put(output, "");
      } else if (!attributes.submitsOutputs) {
        attributes.environment.put(output, Placeholder.output(output).text());
      }
    }
    return outputs;
  }

  private DerivationOutput.Fixed fixed(DerivationAttributes attributes, String outputHash) {
    if (!hasOnlyOut(attributes)) {
      throw new EvalError("multiple outputs are not supported in fixed-output derivations");
    }
    Hash hash = hash(outputHash, attributes.hashAlgorithm);
    ContentAddressMethod method =
        Objects.requireNonNullElse(attributes.method, ContentAddressMethod.FLAT);
    ContentAddress address = new ContentAddress(method, hash);
    return DerivationOutput.fixed(store.dir(), attributes.name, "out", address);
  }

  /** The hash that a text says; none at all stands for one that is not known yet. */
  private Hash hash(String text, @Nullable HashAlgorithm algorithm) {
    return ExpectedHash.parse(text, algorithm, evaluator.settings(), ev);
  }

  private static DerivationOutput floating(DerivationAttributes attributes) {
    HashAlgorithm algorithm =
        Objects.requireNonNullElse(attributes.hashAlgorithm, HashAlgorithm.SHA256);
    ContentAddressMethod method =
        Objects.requireNonNullElse(attributes.method, ContentAddressMethod.NAR);
    return attributes.impure
        ? new DerivationOutput.Impure(method, algorithm)
        : new DerivationOutput.Floating(method, algorithm);
  }

  private Value result(StorePath path, Derivation derivation) {
    String drvPath = store.print(path);
    AttrsBuilder attrs = new AttrsBuilder(1 + derivation.outputs().size());
    StringContext whole = StringContext.of(new ContextElement.DrvDeep(drvPath));
    attrs.add(Names.DRV_PATH, new StringValue(drvPath, whole));
    ContextElement.Opaque from = new ContextElement.Opaque(drvPath);
    for (Map.Entry<String, DerivationOutput> output : derivation.outputs().entrySet()) {
      StringContext context = StringContext.of(new ContextElement.Built(from, output.getKey()));
      String text =
          OutputReference.text(
              path, output.getKey(), output.getValue(), store.dir(), evaluator.settings());
      attrs.add(ev.symbol(output.getKey()), new StringValue(text, context));
    }
    return attrs.build();
  }
}
