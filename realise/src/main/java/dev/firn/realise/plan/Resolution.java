package dev.firn.realise.plan;

import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationType;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.derivation.StructuredAttributes;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a derivation that uses paths out of one that uses outputs, whose paths are known now. Two derivations that differ in how their
 * inputs are made, but not in the inputs, become the same one: what was built for one need not be built for the other.
 */
final class Resolution {
  private final Derivation derivation;
  private final Map<UsedOutput, StorePath> outputs;
  private final StoreDir dir;
  private final Map<String, String> rewrites = new HashMap<>();

  /**
   * About a derivation.
   *
   * @param outputs the paths of all outputs that it uses
   */
  Resolution(Derivation derivation, Map<UsedOutput, StorePath> outputs, StoreDir dir) {
    this.derivation = derivation;
    this.outputs = outputs;
    this.dir = dir;
  }

  /**
   * Whether it has to become another one.
   *
   * @param optional whether derivations become others also where that only saves builds
   */
  boolean isNeeded(boolean optional) {
    if (derivation.inputDerivations().isEmpty()) {
      return false;
    }
    DerivationType type = derivation.type();
    return type == DerivationType.DEFERRED
        || type == DerivationType.FLOATING
        || type == DerivationType.IMPURE
        || (type == DerivationType.FIXED && optional)
        || derivation.hasDynamicInputs();
  }

  /** All paths that it uses. */
  SortedSet<StorePath> inputs() {
    SortedSet<StorePath> all = new TreeSet<>(derivation.inputSources());
    all.addAll(outputs.values());
    return all;
  }

  /** The other derivation. */
  Derivation resolve() {
    DerivationHasher hasher =
        new DerivationHasher(
            dir,
            new HashMap<>(),
            path -> {
              throw new BadDerivationException("no input derivations are left");
            });
    return OutputPaths.fill(rewritten(), hasher, dir);
  }

  /** With paths in the place of what stood for them, and without input derivations. */
  private Derivation rewritten() {
    outputs.forEach((used, path) ->
        rewrites.put(used.source().placeholder(used.output()).text(), dir.print(path)));
    List<String> arguments = new ArrayList<>();
    for (String argument : derivation.arguments()) {
      arguments.add(replace(argument));
    }
    SortedMap<String, String> environment = new TreeMap<>();
    derivation
        .environment()
        .forEach((name, value) -> environment.put(replace(name), replace(value)));
    StructuredAttributes attributes = derivation.structuredAttributes();
    return new Derivation(
        derivation.name(),
        new TreeMap<>(derivation.outputs()),
        new TreeMap<>(),
        inputs(),
        derivation.system(),
        replace(derivation.builder()),
        arguments,
        environment,
        attributes == null ? null : new StructuredAttributes(replace(attributes.text())));
  }

  private String replace(String text) {
    String replaced = text;
    for (Map.Entry<String, String> rewrite : rewrites.entrySet()) {
      replaced = replaced.replace(rewrite.getKey(), rewrite.getValue());
    }
    return replaced;
  }
}
