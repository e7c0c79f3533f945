package dev.firn.store.path;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import java.util.SortedSet;

/** Computes store paths from what identifies their content. */
public final class StorePaths {
  private StorePaths() {}

  /**
   * The general form: the hash of {@code type:inner:directory:name}, folded to 20 bytes.
   *
   * @throws BadStorePathException with Nix's message, if the name is none
   */
  public static StorePath make(StoreDir dir, String type, Hash inner, String name) {
    return new PathFingerprint(type, inner, dir, name).path();
  }

  /** The path of a text file with those references: the path that {@code toFile} and derivations have. */
  public static StorePath text(
      StoreDir dir, String name, Hash contentHash, SortedSet<StorePath> references) {
    return make(dir, type("text", dir, References.to(references)), contentHash, name);
  }

  /** The path of a source tree: the hash is the SHA-256 of its archive. */
  public static StorePath source(StoreDir dir, String name, Hash narHash, References references) {
    return make(dir, type("source", dir, references), narHash, name);
  }

  /** The path of an output whose address depends on what it is built from. */
  public static StorePath output(
      StoreDir dir, String outputName, Hash derivationHash, String derivationName) {
    return outputFingerprint(dir, outputName, derivationHash, derivationName).path();
  }

  /** What the path of an output is the hash of, whose address depends on what it is built from. */
  public static PathFingerprint outputFingerprint(
      StoreDir dir, String outputName, Hash derivationHash, String derivationName) {
    String name = outputPathName(derivationName, outputName);
    return new PathFingerprint("output:" + outputName, derivationHash, dir, name);
  }

  /** The path of content with that address. */
  public static StorePath fixed(StoreDir dir, String name, ContentAddress address) {
    return fixed(dir, name, address, References.NONE);
  }

  /**
   * The path of content with that address and those references.
   *
   * @throws BadContentAddressException with Nix's message, if no such path can have references, or the algorithm does
   *     not go with the method
   * @throws BadStorePathException with Nix's message, if the name is none
   */
  public static StorePath fixed(
      StoreDir dir, String name, ContentAddress address, References references) {
    return fingerprint(dir, name, address, references).path();
  }

  /**
   * What the path of content with that address and those references is the hash of.
   *
   * @throws BadContentAddressException with Nix's message, if no such path can have references, or the algorithm does
   *     not go with the method
   */
  public static PathFingerprint fingerprint(
      StoreDir dir, String name, ContentAddress address, References references) {
    ContentAddressMethod method = address.method();
    HashAlgorithm algorithm = address.hash().algorithm();
    if (method == ContentAddressMethod.TEXT) {
      return textFingerprint(dir, name, address.hash(), references);
    }
    if (method == ContentAddressMethod.GIT
        && algorithm != HashAlgorithm.SHA1
        && algorithm != HashAlgorithm.SHA256) {
      throw new BadContentAddressException(
          "Git file ingestion must use SHA-1 or SHA-256 hash, but instead using: " + algorithm);
    }
    if (method == ContentAddressMethod.NAR && algorithm == HashAlgorithm.SHA256) {
      return new PathFingerprint(type("source", dir, references), address.hash(), dir, name);
    }
    if (!references.isEmpty()) {
      throw new BadContentAddressException(
          "fixed output derivation '"
              + name
              + "' is not allowed to refer to other store paths.\n"
              + "You may need to use the 'unsafeDiscardReferences' derivation attribute, see the manual for more"
              + " details.");
    }
    Hash inner = Hash.digest(HashAlgorithm.SHA256, fixedText(address));
    return new PathFingerprint("output:out", inner, dir, name);
  }

  /** What the inner hash is taken of, for content that is neither text nor an archive hashed by SHA-256. */
  public static String fixedText(ContentAddress address) {
    return "fixed:out:" + address.methodAndAlgorithm() + ":" + address.hash().base16() + ":";
  }

  private static PathFingerprint textFingerprint(
      StoreDir dir, String name, Hash hash, References references) {
    if (references.self()) {
      throw new BadContentAddressException("self-reference not allowed with text hashing");
    }
    return new PathFingerprint(type("text", dir, references), hash, dir, name);
  }

  /** The name of the path of an output: the output {@code out} adds nothing. */
  public static String outputPathName(String derivationName, String outputName) {
    return outputName.equals("out") ? derivationName : derivationName + "-" + outputName;
  }

  private static String type(String kind, StoreDir dir, References references) {
    if (references.isEmpty()) {
      return kind;
    }
    StringBuilder type = new StringBuilder(kind);
    for (StorePath reference : references.others()) {
      type.append(':').append(dir.path()).append('/').append(reference.baseName());
    }
    if (references.self()) {
      type.append(":self");
    }
    return type.toString();
  }
}
