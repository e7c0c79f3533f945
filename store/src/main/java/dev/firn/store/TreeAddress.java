package dev.firn.store;

import dev.firn.base.hash.Digest;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.nar.FileContent;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.FlatFile;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarException;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import dev.firn.store.reference.ModuloHasher;
import java.io.IOException;
import java.util.SortedSet;

/** Computes where a tree would be in a store, without adding it. */
public final class TreeAddress {
  private TreeAddress() {}

  /**
   * The address of what a filter leaves of a tree.
   *
   * @throws NarException if no archive can hold the tree, or it is no regular file but is to be hashed as one
   */
  public static ContentAddress of(
      FileTree tree, TreeFilter filter, ContentAddressMethod method, HashAlgorithm algorithm)
      throws IOException {
    if (method == ContentAddressMethod.NAR) {
      HashingStream archive = new HashingStream(algorithm);
      NarWriter.write(tree, filter, archive);
      return new ContentAddress(method, archive.finish());
    }
    if (method == ContentAddressMethod.GIT) {
      throw new StoreException("hashing trees as Git does is not supported");
    }
    FlatFile file = new FlatFile(tree);
    file.kind();
    try (FileContent content = file.content()) {
      return new ContentAddress(method, Digest.of(algorithm).update(content.stream()).finish());
    }
  }

  /**
   * The hash of a tree that may refer to its own path: the digits of that do not count.
   *
   * @param address tells method and algorithm
   * @param hashPart the digits of the path
   */
  public static Hash modulo(FileTree tree, ContentAddress address, String hashPart)
      throws IOException {
    if (address.method() == ContentAddressMethod.GIT) {
      return of(tree, TreeFilter.ALL, address.method(), address.hash().algorithm()).hash();
    }
    ModuloHasher hasher = new ModuloHasher(address.hash().algorithm(), hashPart);
    if (address.method() == ContentAddressMethod.NAR) {
      NarWriter.write(tree, hasher);
    } else {
      FlatFile file = new FlatFile(tree);
      file.kind();
      try (FileContent content = file.content()) {
        content.stream().transferTo(hasher);
      }
    }
    return hasher.finish();
  }

  /** What a method takes of a tree: all of it, or the content of a file alone. */
  public static FileTree taken(FileTree tree, ContentAddressMethod method) {
    return method == ContentAddressMethod.FLAT ? new FlatFile(tree) : tree;
  }

  /**
   * The path that {@link Store#addTree} would give.
   *
   * @throws NarException if no archive can hold the tree, or it is no regular file but is to be hashed as one
   */
  public static StorePath path(
      StoreDir dir,
      String name,
      FileTree tree,
      TreeFilter filter,
      ContentAddressMethod method,
      HashAlgorithm algorithm,
      SortedSet<StorePath> references)
      throws IOException {
    return StorePaths.fixed(
        dir, name, of(tree, filter, method, algorithm), References.to(references));
  }
}
