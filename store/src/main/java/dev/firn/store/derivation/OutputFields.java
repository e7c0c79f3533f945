package dev.firn.store.derivation;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;

/**
 * The three texts that stand for an output in files and protocols.
 *
 * @param path the path, if it is known
 * @param methodAndAlgorithm how the content is addressed, if it is
 * @param hash the hash of the content in base 16, if it is known; {@code impure} for an impure output
 */
public record OutputFields(String path, String methodAndAlgorithm, String hash) {
  private static final String IMPURE = "impure";

  /** The texts for an output. */
  public static OutputFields of(DerivationOutput output, StoreDir dir) {
    if (output instanceof DerivationOutput.InputAddressed known) {
      return new OutputFields(dir.print(known.path()), "", "");
    }
    if (output instanceof DerivationOutput.Fixed fixed) {
      return new OutputFields(
          dir.print(fixed.path()),
          fixed.address().methodAndAlgorithm(),
          fixed.address().hash().base16());
    }
    if (output instanceof DerivationOutput.Floating floating) {
      return new OutputFields("", floating.method().withAlgorithm(floating.algorithm()), "");
    }
    return output instanceof DerivationOutput.Impure impure
        ? new OutputFields("", impure.method().withAlgorithm(impure.algorithm()), IMPURE)
        : new OutputFields("", "", "");
  }

  /**
   * The output that the texts stand for.
   *
   * @param derivationName the name of the derivation
   * @param outputName the name of the output
   * @throws BadDerivationException if they do not go together
   * @throws dev.firn.store.path.BadStorePathException if the path is none
   * @throws dev.firn.store.path.BadContentAddressException if there is no such method
   * @throws dev.firn.base.hash.BadHashException if the algorithm or the hash is none
   */
  public DerivationOutput parse(StoreDir dir, String derivationName, String outputName) {
    if (methodAndAlgorithm.isEmpty()) {
      if (!hash.isEmpty()) {
        throw new BadDerivationException(
            "derivation output '" + outputName + "' has a hash but no algorithm");
      }
      return path.isEmpty()
          ? new DerivationOutput.Deferred()
          : new DerivationOutput.InputAddressed(dir.parseCanonical(path));
    }
    ContentAddressMethod method = ContentAddressMethod.ofPrefix(methodAndAlgorithm);
    HashAlgorithm algorithm =
        HashAlgorithm.parse(methodAndAlgorithm.substring(method.prefix().length()));
    if (hash.isEmpty()) {
      requireNoPath("content-addressing");
      return new DerivationOutput.Floating(method, algorithm);
    }
    if (hash.equals(IMPURE)) {
      requireNoPath(IMPURE);
      return new DerivationOutput.Impure(method, algorithm);
    }
    ContentAddress address = new ContentAddress(method, Hash.parseUnprefixed(hash, algorithm));
    return fixed(dir, derivationName, outputName, address);
  }

  private DerivationOutput fixed(
      StoreDir dir, String derivationName, String outputName, ContentAddress address) {
    StorePath stated = dir.parseCanonical(path);
    DerivationOutput.Fixed fixed = DerivationOutput.fixed(dir, derivationName, outputName, address);
    if (!fixed.path().equals(stated)) {
      throw new BadDerivationException(
          "derivation output '"
              + outputName
              + "' has path '"
              + path
              + "', which does not match its content address");
    }
    return fixed;
  }

  private void requireNoPath(String kind) {
    if (!path.isEmpty()) {
      throw new BadDerivationException(kind + " derivation output should not specify output path");
    }
  }
}
