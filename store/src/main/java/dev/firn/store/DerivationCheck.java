package dev.firn.store;

import dev.firn.store.derivation.Aterm;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a store does with a derivation before the derivation becomes valid. */
public final class DerivationCheck {
  private DerivationCheck() {}

  /**
   * Reads the content of the file of a derivation, and checks that the paths of its outputs are right.
   *
   * @param inputs gives the derivations that it uses
   * @throws StoreException with Nix's message, if it is no derivation or something in it is wrong
   */
  public static Derivation read(
      StorePath path, byte[] content, StoreDir dir, DerivationHasher.Reader inputs) {
    Derivation derivation = parse(path, content, dir);
    try {
      OutputPaths.check(derivation, new DerivationHasher(dir, new HashMap<>(), inputs), dir);
      return derivation;
    } catch (BadDerivationException bad) {
      throw wrong(path, dir, bad);
    }
  }

  /**
   * Reads the content of the file of a derivation.
   *
   * @throws StoreException with Nix's message, if it is no derivation
   */
  public static Derivation parse(StorePath path, byte[] content, StoreDir dir) {
    try {
      return Aterm.parse(content, path.derivationName(), dir);
    } catch (BadDerivationException bad) {
      throw wrong(path, dir, bad);
    }
  }

  private static StoreException wrong(StorePath path, StoreDir dir, BadDerivationException bad) {
    return new StoreException(
        "error parsing derivation '" + dir.print(path) + "': " + bad.getMessage(), bad);
  }

  /** The paths of outputs that are known before they are built, by name. */
  public static SortedMap<String, StorePath> knownOutputs(Derivation derivation) {
    SortedMap<String, StorePath> known = new TreeMap<>();
    for (Map.Entry<String, DerivationOutput> output : derivation.outputs().entrySet()) {
      StorePath path = output.getValue().knownPath();
      if (path != null) {
        known.put(output.getKey(), path);
      }
    }
    return known;
  }
}
