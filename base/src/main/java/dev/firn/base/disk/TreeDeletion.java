package dev.firn.base.disk;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.DirectoryHandle;
import dev.firn.base.sys.FileStatus;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;

/**
 * Deletes a tree relative to handles of its directories, so that nobody who changes it meanwhile can lead the deletion elsewhere.
 * However deep it is, few handles are open: what lies too deep is first moved beside the root.
 */
final class TreeDeletion {
  private static final int OWNER = 0700;
  private static final int MAX_DEPTH = 48;

  private final DirectoryHandle top;
  private final ArrayDeque<String> waiting = new ArrayDeque<>();
  private long freed;
  private int counter;

  private TreeDeletion(DirectoryHandle top) {
    this.top = top;
  }

  /**
   * Deletes a tree, if it is there.
   *
   * @return how many bytes of files were freed, see {@link Disk#deleteTree}
   */
  static long delete(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException("the root of the file system cannot be deleted");
    }
    try (DirectoryHandle top = DirectoryHandle.openFollowing(parent)) {
      TreeDeletion deletion = new TreeDeletion(top);
      deletion.waiting.add(BytePaths.bytes(path.getFileName()));
      while (!deletion.waiting.isEmpty()) {
        deletion.entry(top, deletion.waiting.remove(), 0);
      }
      return deletion.freed;
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }

  private void entry(DirectoryHandle directory, String name, int depth) throws IOException {
    try {
      FileStatus status = directory.status(name);
      if (!status.isDirectory()) {
        directory.deleteFile(name);
        freed += freedBy(status.links(), status.size());
      } else {
        makeAccessible(directory, name, status);
        if (depth >= MAX_DEPTH) {
          moveUp(directory, name);
        } else {
          children(directory, name, depth);
          directory.deleteDirectory(name);
        }
      }
    } catch (NoSuchFileException gone) {
      // Somebody else deleted it.
    }
  }

  private void children(DirectoryHandle directory, String name, int depth) throws IOException {
    try (DirectoryHandle inner = directory.openDirectory(name)) {
      for (String child : inner.names()) {
        entry(inner, child, depth + 1);
      }
    }
  }

  private void moveUp(DirectoryHandle directory, String name) throws IOException {
    String target;
    do {
      target = "tmp-deleted-" + ProcessHandle.current().pid() + "-" + counter++;
    } while (top.has(target));
    directory.move(name, top, target);
    waiting.add(target);
  }

  /** A directory that is not writable can be neither emptied nor moved to another one. */
  private static void makeAccessible(DirectoryHandle directory, String name, FileStatus status)
      throws IOException {
    if ((status.permissions() & OWNER) != OWNER) {
      directory.setMode(name, OWNER);
    }
  }

  /** A file with two names is taken for one whose other name is that of shared files, which goes with it. */
  static long freedBy(int names, long size) {
    return names <= 2 ? size : 0;
  }
}
