package dev.firn.base.disk;

/**
 * What a recorded disk did, in terms of inodes, so that a change means the same whatever other changes were lost. Each kind sets one
 * thing: of several changes to that thing, the last one that is not lost counts.
 */
sealed interface Change {
  /**
   * A name in a directory leads to an inode.
   *
   * @param inode the inode, or -1 for none
   */
  record Entry(int directory, String name, int inode) implements Change {}

  /** Two names change at once: a rename. */
  record Entries(Entry first, Entry second) implements Change {}

  /** Bytes of a file. */
  record Content(int inode, long offset, byte[] bytes) implements Change {}

  /** The permissions of a file or directory: whether the owner may execute it is all that counts. */
  record Executable(int inode, boolean executable) implements Change {}

  /** Everything before this is durable. */
  record Sync() implements Change {}

  /** Everything before this that is about one inode is durable: its content, or the names in it. */
  record SyncOnly(int inode) implements Change {}
}
