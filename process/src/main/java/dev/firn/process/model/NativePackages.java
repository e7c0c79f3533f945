package dev.firn.process.model;

import dev.firn.lang.eval.Coerce;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Packages with the configuration that nix-processmgmt generates for a process manager, by the keys of their instances. */
final class NativePackages {
  private final SortedMap<String, String> paths = new TreeMap<>();

  private NativePackages() {}

  /** Those among the instances of a model; none for a process manager that nix-processmgmt does not know. */
  static NativePackages of(Attrs model, Choices choices, Needs needs, Evaluation ev) {
    NativePackages packages = new NativePackages();
    if (choices.upstreamManager() == null) {
      return packages;
    }
    Fields fields = new Fields(model, "the model", needs, ev);
    for (String key : fields.names()) {
      Fields instance = fields.fields(key);
      Value pkg = instance == null ? null : instance.value("pkg");
      if (instance != null && pkg != null && Coerce.isDerivation(pkg, ev)) {
        packages.paths.put(key, instance.required("pkg"));
      }
    }
    return packages;
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return paths.isEmpty();
  }

  /** The store path of the configuration of an instance; null if Firn renders it. */
  @Nullable String of(Instance instance) {
    return paths.get(instance.key());
  }
}
