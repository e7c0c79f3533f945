package dev.firn.store;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Keeps paths whose content never changes. A path is valid once all of it is there; only valid paths may be referred to.
 *
 * <p>What is added is valid for this store at once. Others see it, and a crash leaves it, after {@link #flush} only: so that many
 * small paths cost one synchronisation.
 *
 * <p>All methods throw {@link StoreException} if the store fails, and may be called by several threads.
 */
public interface Store extends PathSource, AutoCloseable {
  /** Whether that path is valid. */
  boolean isValid(StorePath path);

  /** The files of a valid path. */
  FileTree tree(StorePath path);

  /**
   * Adds a text file whose path depends on its content and references.
   *
   * @param references valid paths
   */
  default StorePath addText(String name, byte[] content, SortedSet<StorePath> references) {
    return addTree(
        name,
        MemoryTree.file(content),
        TreeFilter.ALL,
        ContentAddressMethod.TEXT,
        HashAlgorithm.SHA256,
        references);
  }

  /**
   * Adds a tree, or a file, whose path depends on its content.
   *
   * @param filter what of the tree to take; it is asked once for each file
   * @param method flat, archive, or text unless {@link #addText} does that in another way
   * @param references valid paths
   */
  StorePath addTree(
      String name,
      FileTree tree,
      TreeFilter filter,
      ContentAddressMethod method,
      HashAlgorithm algorithm,
      SortedSet<StorePath> references);

  /**
   * Adds a path as another store had it. If it is valid already, the archive is not read.
   *
   * @param archive its archive, which must have the hash and size that the description tells
   */
  void addArchive(PathInfo info, InputStream archive);

  /**
   * Valid paths, all that they refer to, and so on: each with what it refers to itself.
   *
   * @throws StoreException if some path is not valid
   */
  default SortedMap<StorePath, SortedSet<StorePath>> closure(Collection<StorePath> paths) {
    return Closures.closure(this, paths);
  }

  /** Makes all that was added durable and seen by others. */
  void flush();

  /** Flushes, and gives up whatever the store holds on to. */
  @Override
  void close();

  @Override
  default void writeArchive(StorePath path, OutputStream target) throws IOException {
    NarWriter.write(tree(path), target);
  }

  /** Adds the file of a derivation. */
  default StorePath addDerivation(Derivation derivation) {
    TextFile text = TextFile.of(derivation, dir());
    return addText(text.name(), text.content(), text.references());
  }

  /** The derivation that a valid path holds. */
  default Derivation readDerivation(StorePath path) {
    try {
      return DerivationCheck.parse(path, tree(path), dir());
    } catch (IOException failed) {
      throw new StoreException("cannot read derivation '" + dir().print(path) + "'", failed);
    }
  }
}
