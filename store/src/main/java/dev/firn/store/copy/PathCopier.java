package dev.firn.store.copy;

import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.PathSource;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.path.StorePath;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Copies paths from a source to a store. A path is added after those that it refers to, and is valid once its archive was compared with
 * the hash in its description; a description counts if it is signed by a trusted key or follows from the content.
 */
public final class PathCopier {
  private final PathSource source;
  private final Store target;
  private final CopyOptions options;
  private final FlushBatches batches;

  /** Copies between those two, in that way. */
  public PathCopier(PathSource source, Store target, CopyOptions options) {
    this(source, target, options, new FlushBatches(target));
  }

  /**
   * Copies between those two, in that way.
   *
   * @param batches decides when the target is flushed; others that copy into it may have the same
   */
  public PathCopier(PathSource source, Store target, CopyOptions options, FlushBatches batches) {
    this.source = source;
    this.target = target;
    this.options = options;
    this.batches = batches;
  }

  /**
   * Copies valid paths of the source, with all that they refer to, that the store does not have, and flushes the store.
   *
   * @return the paths that were copied, each after those that it refers to
   * @throws StoreException if a path is not valid, may not be believed, or its archive is not what its description says
   */
  public List<StorePath> copyClosure(Collection<StorePath> paths) {
    return new ClosureCopy(source, target, options).copy(paths);
  }

  /**
   * Copies one path whose references are valid in the store already; it is flushed later, with others. Does nothing if it is valid there.
   *
   * @throws dev.firn.store.ArchiveGoneException if the source describes the path but no longer has it
   * @throws StoreException if the path is not valid in the source, may not be believed, or its archive is not what its description says
   */
  public void copy(StorePath path) {
    if (!target.isValid(path)) {
      copy(source.info(path));
    }
  }

  /**
   * Copies one path whose files in the store were changed or lost, though it is valid there.
   *
   * @param damaged the target
   * @throws StoreException as for {@link #copy(StorePath)}
   */
  public void replace(StorePath path, IndexedStore damaged) {
    copy(source.info(path), damaged::replaceArchive);
  }

  /** Copies a path that the source described so. */
  void copy(PathInfo described) {
    copy(described, target::addArchive);
  }

  private void copy(PathInfo described, BiConsumer<PathInfo, InputStream> placing) {
    requireTrusted(described);
    PathInfo info = described.asCopied();
    options.listener().started(info);
    try (InputStream archive =
        new BufferedInputStream(new Counted(source.openArchive(info.path()), info), 1 << 16)) {
      placing.accept(info, archive);
    } catch (IOException failed) {
      throw new StoreException(
          "cannot copy '" + source.dir().print(info.path()) + "': " + failed.getMessage(), failed);
    }
    batches.added(info);
    options.listener().finished(info);
  }

  private void requireTrusted(PathInfo info) {
    if (options.keys() != null && !info.isTrusted(source.dir(), options.keys())) {
      throw new UntrustedPathException(source.dir().print(info.path()));
    }
  }

  /** Tells the listener how much of an archive arrived. */
  private final class Counted extends FilterInputStream {
    private final PathInfo info;

    Counted(InputStream archive, PathInfo info) {
      super(archive);
      this.info = info;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > 0) {
        options.listener().arrived(info, count);
      }
      return count;
    }
  }
}
