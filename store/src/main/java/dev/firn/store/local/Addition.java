package dev.firn.store.local;

import dev.firn.store.PathInfo;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.StorePath;
import java.util.Map;

/** A path that was added to a store and waits to be registered. */
sealed interface Addition {
  /** What to register. */
  PathInfo info();

  /** The known outputs, if it is a derivation. */
  Map<String, StorePath> outputs();

  /**
   * One whose files are in their place.
   *
   * @param key what the file system knows the root of the files by
   */
  record Placed(PathInfo info, Map<String, StorePath> outputs, Object key) implements Addition {}

  /**
   * One whose files are to be written when it is registered: its lock is then taken once, as Nix does it.
   *
   * @param files what the description was made of
   */
  record Unwritten(PathInfo info, Map<String, StorePath> outputs, MemoryTree files)
      implements Addition {}
}
