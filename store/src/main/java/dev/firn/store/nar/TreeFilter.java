package dev.firn.store.nar;

/** Decides what of a tree is archived. */
@FunctionalInterface
public interface TreeFilter {
  /** Takes everything. */
  TreeFilter ALL = (path, kind) -> true;

  /**
   * Whether to take a file or directory; of a directory that is left out, nothing is asked any more. The root is not
   * asked for.
   *
   * @param path where it lies below the root: a slash and a name for each level
   */
  boolean accept(String path, FileKind kind);
}
