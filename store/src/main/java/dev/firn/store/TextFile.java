package dev.firn.store;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.derivation.Aterm;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A text on its way into a store: its path depends on its content and references.
 *
 * @param hash the SHA-256 of the content
 * @param derivation what the text says, for those who have it and need not read it again; null if it is no derivation, or not known
 */
public record TextFile(
    String name,
    byte[] content,
    Hash hash,
    SortedSet<StorePath> references,
    @Nullable Derivation derivation) {
  /** A text that may be anything. */
  public TextFile(String name, byte[] content, SortedSet<StorePath> references) {
    this(name, content, Hash.digest(HashAlgorithm.SHA256, content), references, null);
  }

  /** The text of a derivation in a store with that directory. */
  public static TextFile of(Derivation derivation, StoreDir dir) {
    byte[] content = Aterm.print(derivation, dir);
    return new TextFile(
        derivation.name() + Derivation.EXTENSION,
        content,
        Hash.digest(HashAlgorithm.SHA256, content),
        derivation.references(),
        derivation);
  }

  /** Its path in a store with that directory. */
  public StorePath path(StoreDir dir) {
    return StorePaths.text(dir, name, hash, references);
  }

  /** What its path says about its content. */
  public ContentAddress address() {
    return new ContentAddress(ContentAddressMethod.TEXT, hash);
  }
}
