package dev.firn.realise.build;

import dev.firn.store.Realisation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.DerivationType;
import dev.firn.store.local.LocalStore;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known about the outputs of a derivation before it is built.
 *
 * @param known their paths, by name, as far as they are known
 * @param valid those of them that are valid
 */
public record KnownOutputs(SortedMap<String, StorePath> known, SortedMap<String, StorePath> valid) {
  /** What a store knows now. */
  public static KnownOutputs of(LocalStore store, BuildRequest request) {
    SortedMap<String, StorePath> known = new TreeMap<>();
    SortedMap<String, StorePath> valid = new TreeMap<>();
    boolean impure = request.derivation().type() == DerivationType.IMPURE;
    for (Map.Entry<String, DerivationOutput> output : request.derivation().outputs().entrySet()) {
      StorePath path = output.getValue().knownPath();
      if (path == null && !impure) {
        Realisation made = store.realisation(request.path().baseName(), output.getKey());
        path = made == null ? null : made.path();
      }
      if (path != null) {
        known.put(output.getKey(), path);
        if (store.isValid(path)) {
          valid.put(output.getKey(), path);
        }
      }
    }
    return new KnownOutputs(known, valid);
  }

  /** Whether all outputs are valid. */
  public boolean isComplete(BuildRequest request) {
    return valid.keySet().containsAll(request.derivation().outputs().keySet());
  }

  /** What is said if nothing has to be built. */
  public BuildResult alreadyValid(BuildRequest request) {
    SortedMap<String, Realisation> all = new TreeMap<>();
    valid.forEach((name, path) ->
        all.put(name, new Realisation(request.path().baseName(), name, path, new TreeSet<>())));
    return BuildResult.success(BuildStatus.ALREADY_VALID, all);
  }
}
