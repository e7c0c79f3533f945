package dev.firn.store.copy;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.Closures;
import dev.firn.store.PathInfo;
import dev.firn.store.PathSource;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import dev.firn.store.reference.HashRewriter;
import dev.firn.store.reference.ModuloHasher;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Copies paths so that their names follow from their content: nobody need sign them any more. What refers to a path refers to its copy
 * afterwards. The names are those that Nix gives.
 */
public final class ContentAddressing {
  private final Store source;
  private final Store target;
  private final Map<StorePath, StorePath> copies = new LinkedHashMap<>();

  /** The digits of paths, and those of their copies. */
  private final Map<String, String> digits = new HashMap<>();

  private ContentAddressing(Store source, Store target) {
    this.source = source;
    this.target = target;
  }

  /**
   * Copies valid paths and all that they refer to.
   *
   * @param target may be the source
   * @return each path with its copy, after those that it refers to
   * @throws StoreException if a path cannot be read or added
   */
  public static Map<StorePath, StorePath> copy(
      Store source, Store target, Collection<StorePath> paths) {
    ContentAddressing copying = new ContentAddressing(source, target);
    for (StorePath path : Closures.sortedReferences(source, paths)) {
      try {
        copying.copy(source.info(path));
      } catch (IOException failed) {
        throw new StoreException(
            "cannot rewrite '" + source.dir().print(path) + "': " + failed.getMessage(), failed);
      }
    }
    target.flush();
    return copying.copies;
  }

  private void copy(PathInfo info) throws IOException {
    StorePath path = info.path();
    TreeSet<StorePath> references = new TreeSet<>();
    info.references()
        .forEach(reference -> references.add(copies.getOrDefault(reference, reference)));
    boolean self = references.remove(path);
    ContentAddress address = new ContentAddress(ContentAddressMethod.NAR, hash(path));
    StorePath copy =
        StorePaths.fixed(target.dir(), path.name(), address, new References(references, self));
    if (self) {
      references.add(copy);
    }
    copies.put(path, copy);
    digits.put(path.hashPart(), copy.hashPart());
    HashingStream archive = new HashingStream(HashAlgorithm.SHA256);
    rewrite(path, archive);
    long size = archive.count();
    Rewritten rewritten =
        new Rewritten(path, PathInfo.added(copy, archive.finish(), size, references, address));
    try (InputStream content = new BufferedInputStream(rewritten.openArchive(copy), 1 << 16)) {
      target.addArchive(rewritten.info, content);
    }
  }

  /** The hash of what a path holds, with the copies of what it refers to, and with nothing in the place of its own digits. */
  private Hash hash(StorePath path) throws IOException {
    ModuloHasher hasher = new ModuloHasher(HashAlgorithm.SHA256, path.hashPart());
    rewrite(path, hasher);
    return hasher.finish();
  }

  private void rewrite(StorePath path, OutputStream to) throws IOException {
    HashRewriter rewriter = new HashRewriter(digits, to);
    source.writeArchive(path, rewriter);
    rewriter.finish();
  }

  /** The copy of a path, before it is anywhere. */
  private final class Rewritten implements PathSource {
    private final StorePath original;
    private final PathInfo info;

    Rewritten(StorePath original, PathInfo info) {
      this.original = original;
      this.info = info;
    }

    @Override
    public StoreDir dir() {
      return target.dir();
    }

    @Override
    public @Nullable PathInfo find(StorePath path) {
      return path.equals(info.path()) ? info : null;
    }

    @Override
    public void writeArchive(StorePath path, OutputStream to) throws IOException {
      rewrite(original, to);
    }
  }
}
