package dev.firn.store;

import dev.firn.store.derivation.Aterm;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.nar.FileContent;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.FileTree;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a store does with a derivation before the derivation becomes valid. */
public final class DerivationCheck {
  private DerivationCheck() {}

  /**
   * Reads the file of a derivation, and checks that the paths of its outputs are right.
   *
   * @param inputs gives the derivations that it uses
   * @throws StoreException with Nix's message, if it is no derivation or something in it is wrong
   */
  public static Derivation read(
      StorePath path, FileTree file, StoreDir dir, DerivationHasher.Reader inputs)
      throws IOException {
    Derivation derivation = parse(path, file, dir);
    try {
      OutputPaths.check(derivation, new DerivationHasher(dir, new HashMap<>(), inputs), dir);
      return derivation;
    } catch (BadDerivationException bad) {
      throw wrong(path, dir, bad);
    }
  }

  /**
   * Reads the file of a derivation.
   *
   * @throws StoreException with Nix's message, if it is no derivation
   */
  public static Derivation parse(StorePath path, FileTree file, StoreDir dir) throws IOException {
    if (file.kind() != FileKind.REGULAR && file.kind() != FileKind.EXECUTABLE) {
      throw wrong(path, dir, new BadDerivationException("it is no regular file"));
    }
    try (FileContent content = file.content()) {
      return Aterm.parse(content.stream().readAllBytes(), path.derivationName(), dir);
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
