package dev.firn.store.copy;

import dev.firn.store.PathInfo;
import dev.firn.store.Store;

/**
 * Flushes a store now and then while paths are copied into it, so that a process that is killed loses no more than the last of them, and
 * many small paths still cost few synchronisations. For several threads.
 */
public final class FlushBatches {
  private static final int MOST_PATHS = 1000;
  private static final long MOST_BYTES = 1L << 28;

  private final Store target;
  private int paths;
  private long bytes;

  /** For that store. */
  public FlushBatches(Store target) {
    this.target = target;
  }

  /** A path was added to the store; one thread in a while waits until all of them are durable. */
  public void added(PathInfo info) {
    if (isFull(info.narSize())) {
      target.flush();
    }
  }

  private synchronized boolean isFull(long narSize) {
    paths++;
    bytes += narSize;
    if (paths < MOST_PATHS && bytes < MOST_BYTES) {
      return false;
    }
    paths = 0;
    bytes = 0;
    return true;
  }
}
