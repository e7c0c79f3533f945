package dev.firn.store;

import dev.firn.base.json.Json;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;

/**
 * What an output of a derivation was found to be, where the path is not known before it is built.
 *
 * @param derivation what stands for the derivation: the base name of its path; with Nix before 2.35, {@code sha256:} and its hash
 * @param output the name of the output
 * @param path the path that was built
 * @param signatures signatures of all this
 */
public record Realisation(
    String derivation, String output, StorePath path, SortedSet<String> signatures) {
  private static final String HASH_PREFIX = "sha256:";

  /** Takes the set over; it must not be changed any more. */
  public Realisation {
    signatures = Collections.unmodifiableSortedSet(signatures);
  }

  /** Whether a hash stands for a derivation, not its path. */
  public static boolean isHashed(String derivation) {
    return derivation.startsWith(HASH_PREFIX);
  }

  /**
   * Checks that another one about the same output is not about another path.
   *
   * @throws StoreException with Nix's message, if it is
   */
  public void requireSame(Realisation other, StoreDir dir) {
    if (!path.equals(other.path)) {
      throw new StoreException(
          "Trying to register a realisation of '"
              + derivation
              + "^"
              + output
              + "', but we already have another one locally.\nLocal:  "
              + dir.print(path)
              + "\nRemote: "
              + dir.print(other.path));
    }
  }

  /** What signatures are made of: compact JSON of all but the signatures. */
  public String fingerprint() {
    Map<String, Json> key =
        Map.of("drvPath", new Json.Str(derivation), "outputName", new Json.Str(output));
    Map<String, Json> value = Map.of("outPath", new Json.Str(path.baseName()));
    return Json.object(Map.of("key", Json.object(key), "value", Json.object(value))).print();
  }

  /** The same with those signatures instead. */
  public Realisation withSignatures(SortedSet<String> newSignatures) {
    return new Realisation(derivation, output, path, newSignatures);
  }
}
