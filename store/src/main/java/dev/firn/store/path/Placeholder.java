package dev.firn.store.path;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.Nix32;

/**
 * Text that stands for the path of an output that is not known yet; it is replaced once the path is.
 *
 * @param hash what the text is made of
 */
public record Placeholder(Hash hash) {
  private static final int COMPRESSED = 20;

  /** For an output of the derivation itself. */
  public static Placeholder output(String outputName) {
    return of("nix-output:" + outputName);
  }

  /**
   * For an output of another derivation, whose path depends on its content.
   *
   * @throws BadStorePathException if that is not the path of a derivation
   */
  public static Placeholder outputOf(StorePath derivation, String outputName) {
    String name = StorePaths.outputPathName(derivation.derivationName(), outputName);
    return of("nix-upstream-output:" + derivation.hashPart() + ":" + name);
  }

  /** For an output of a derivation that is itself the output that this one stands for. */
  public Placeholder outputOfThis(String outputName) {
    return of("nix-computed-output:" + Nix32.encode(hash.compress(COMPRESSED)) + ":" + outputName);
  }

  private static Placeholder of(String clearText) {
    return new Placeholder(Hash.digest(HashAlgorithm.SHA256, clearText));
  }

  /** The text: a slash and 52 digits. */
  public String text() {
    return "/" + hash.nix32();
  }

  /** Same as {@link #text}. */
  @Override
  public String toString() {
    return text();
  }
}
