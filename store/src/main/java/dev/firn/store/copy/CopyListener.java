package dev.firn.store.copy;

import dev.firn.store.PathInfo;

/** Is told how copying goes on. Its methods are called by several threads and should return at once. */
public interface CopyListener {
  /** Wants to know nothing. */
  CopyListener NONE = new CopyListener() {};

  /** Those paths will be copied; the sum of the sizes of their archives is given. */
  default void planned(int paths, long bytes) {}

  /** The copying of a path begins. */
  default void started(PathInfo info) {}

  /** That many bytes more of the archive of a path arrived. */
  default void arrived(PathInfo info, long bytes) {}

  /** A path is there. */
  default void finished(PathInfo info) {}
}
