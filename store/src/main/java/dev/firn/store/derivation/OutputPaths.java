package dev.firn.store.derivation;

import dev.firn.base.hash.Hash;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fills the paths of outputs into derivations, and checks those that are there. */
public final class OutputPaths {
  private OutputPaths() {}

  /**
   * Fills in what follows from the derivation: deferred outputs become input-addressed if no input is deferred, and the
   * variables named after outputs get the paths, whatever they were. What is known already is checked.
   *
   * @return the filled derivation; the same one if there is nothing to fill in
   * @throws BadDerivationException with Nix's message, if known paths or their variables are wrong
   */
  public static Derivation fill(Derivation derivation, DerivationHasher hasher, StoreDir dir) {
    DerivationType type = derivation.type();
    if (type == DerivationType.DEFERRED) {
      Hash hash = hasher.ownHash(derivation);
      return hash == null ? derivation : fill(derivation, hash, dir);
    }
    Derivation filled = type == DerivationType.FIXED ? fillFixed(derivation, dir) : derivation;
    check(filled, hasher, dir);
    return filled;
  }

  private static Derivation fill(Derivation derivation, Hash hash, StoreDir dir) {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>(derivation.outputs());
    SortedMap<String, String> environment = new TreeMap<>(derivation.environment());
    for (Map.Entry<String, DerivationOutput> output : outputs.entrySet()) {
      StorePath path = StorePaths.output(dir, output.getKey(), hash, derivation.name());
      output.setValue(new DerivationOutput.InputAddressed(path));
      environment.put(output.getKey(), dir.print(path));
    }
    return derivation.with(outputs, environment);
  }

  private static Derivation fillFixed(Derivation derivation, StoreDir dir) {
    SortedMap<String, String> environment = new TreeMap<>(derivation.environment());
    boolean changed = false;
    for (Map.Entry<String, DerivationOutput> output : derivation.outputs().entrySet()) {
      StorePath path = output.getValue().knownPath();
      if (path != null && environment.getOrDefault(output.getKey(), "").isEmpty()) {
        environment.put(output.getKey(), dir.print(path));
        changed = true;
      }
    }
    return changed ? derivation.with(derivation.outputs(), environment) : derivation;
  }

  /**
   * Checks that the paths of outputs are those that follow from the derivation, and that the environment has them.
   *
   * @throws BadDerivationException with Nix's message, if they are not
   */
  public static void check(Derivation derivation, DerivationHasher hasher, StoreDir dir) {
    DerivationType type = derivation.type();
    if (type != DerivationType.INPUT_ADDRESSED && type != DerivationType.FIXED) {
      return;
    }
    Hash hash = type == DerivationType.INPUT_ADDRESSED ? hasher.ownHash(derivation) : null;
    for (Map.Entry<String, DerivationOutput> output : derivation.outputs().entrySet()) {
      String name = output.getKey();
      StorePath stated = output.getValue().knownPath();
      if (stated == null) {
        continue;
      }
      if (type == DerivationType.INPUT_ADDRESSED) {
        checkPath(derivation, name, stated, hash, dir);
      }
      checkVariable(derivation, name, dir.print(stated));
    }
  }

  private static void checkPath(
      Derivation derivation, String name, StorePath stated, @Nullable Hash hash, StoreDir dir) {
    if (hash == null) {
      throw new BadDerivationException(
          "derivation has incorrect output '" + dir.print(stated) + "', should be deferred");
    }
    StorePath right = StorePaths.output(dir, name, hash, derivation.name());
    if (!right.equals(stated)) {
      throw new BadDerivationException(
          "derivation has incorrect output '"
              + dir.print(stated)
              + "', should be '"
              + dir.print(right)
              + "'");
    }
  }

  private static void checkVariable(Derivation derivation, String name, String path) {
    String value = derivation.environment().get(name);
    if (value == null) {
      throw new BadDerivationException(
          "derivation has missing environment variable '"
              + name
              + "', should be '"
              + path
              + "' but is not present");
    }
    if (!value.equals(path)) {
      throw new BadDerivationException(
          "derivation has incorrect environment variable '"
              + name
              + "', should be '"
              + path
              + "' but is actually '"
              + value
              + "'");
    }
  }
}
