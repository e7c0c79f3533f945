package dev.firn.base.disk;

import dev.firn.base.sys.BytePaths;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Deletes a tree relative to handles of its directories, so that nobody who changes it meanwhile can lead the deletion elsewhere.
 * However deep it is, few handles are open: what lies too deep is first moved beside the root.
 */
final class TreeDeletion {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");
  private static final int MAX_DEPTH = 48;

  private final SecureDirectoryStream<Path> top;
  private final Path topPath;
  private final ArrayDeque<Path> moved = new ArrayDeque<>();
  private long freed;
  private int counter;

  private TreeDeletion(SecureDirectoryStream<Path> top, Path topPath) {
    this.top = top;
    this.topPath = topPath;
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
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent)) {
      if (!(stream instanceof SecureDirectoryStream<Path> top)) {
        throw new IOException("no handles of directories on the file system of " + parent);
      }
      TreeDeletion deletion = new TreeDeletion(top, parent);
      deletion.moved.add(path.getFileName());
      while (!deletion.moved.isEmpty()) {
        Path name = deletion.moved.remove();
        deletion.entry(top, name, parent.resolve(name), 0);
      }
      return deletion.freed;
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }

  private void entry(SecureDirectoryStream<Path> directory, Path name, Path full, int depth)
      throws IOException {
    PosixFileAttributeView view =
        directory.getFileAttributeView(
            name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    try {
      PosixFileAttributes attributes = view.readAttributes();
      if (!attributes.isDirectory()) {
        long size = freedBy(full, attributes);
        directory.deleteFile(name);
        freed += size;
      } else if (depth >= MAX_DEPTH) {
        moveUp(directory, name, full, view, attributes);
      } else {
        makeAccessible(view, attributes, full);
        children(directory, name, full, depth);
        directory.deleteDirectory(name);
      }
    } catch (NoSuchFileException gone) {
      // Somebody else deleted it.
    }
  }

  private void children(SecureDirectoryStream<Path> directory, Path name, Path full, int depth)
      throws IOException {
    try (SecureDirectoryStream<Path> inner =
        directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> names = new ArrayList<>();
      for (Path child : inner) {
        names.add(child.getFileName());
      }
      for (Path child : names) {
        entry(inner, child, full.resolve(child), depth + 1);
      }
    }
  }

  private void moveUp(
      SecureDirectoryStream<Path> directory,
      Path name,
      Path full,
      PosixFileAttributeView view,
      PosixFileAttributes attributes)
      throws IOException {
    // A directory that is not writable cannot be moved to another one.
    makeAccessible(view, attributes, full);
    Path target;
    do {
      target = BytePaths.of("tmp-deleted-" + ProcessHandle.current().pid() + "-" + counter++);
    } while (Files.exists(topPath.resolve(target), LinkOption.NOFOLLOW_LINKS));
    directory.move(name, top, target);
    moved.add(target);
  }

  private static void makeAccessible(
      PosixFileAttributeView view, PosixFileAttributes attributes, Path full) throws IOException {
    if (attributes.permissions().containsAll(OWNER)) {
      return;
    }
    try {
      view.setPermissions(OWNER);
    } catch (AccessDeniedException unreadable) {
      // The JDK opens what it changes so. A user without rights of root changes nothing of others
      // by the name.
      Files.setPosixFilePermissions(full, OWNER);
    }
  }

  /** A file with two names is taken for one whose other name is that of shared files, which goes with it. */
  static long freedBy(Path full, PosixFileAttributes attributes) throws IOException {
    Object links = Files.getAttribute(full, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    return links instanceof Integer count && count <= 2 ? attributes.size() : 0;
  }
}
