package dev.firn.store.derivation;

import dev.firn.base.hash.Digest;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.ByteBuilder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;

/** The file format of derivations: terms such as {@code Derive([outputs],[inputs],...)} without white space. */
public final class Aterm {
  private static final int TYPICAL_SIZE = 4096;

  private Aterm() {}

  /** The content of the file of a derivation. */
  public static byte[] print(Derivation derivation, StoreDir dir) {
    ByteBuilder target = new ByteBuilder(TYPICAL_SIZE);
    new AtermWriter(target, dir).derivation(derivation);
    return target.toByteArray();
  }

  /**
   * Reads the content of the file of a derivation.
   *
   * @param name the name of the derivation: that of its path without {@code .drv}
   * @throws BadDerivationException with the offset of what is wrong
   */
  public static Derivation parse(byte[] content, String name, StoreDir dir) {
    return new AtermParser(content, name, dir).parse();
  }

  /** The path of the file of a derivation, given its content. */
  public static StorePath path(Derivation derivation, byte[] content, StoreDir dir) {
    return StorePaths.text(
        dir,
        derivation.name() + Derivation.EXTENSION,
        Digest.of(HashAlgorithm.SHA256).update(content, 0, content.length).finish(),
        derivation.references());
  }
}
