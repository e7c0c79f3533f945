package dev.firn.store.gc;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import dev.firn.store.local.LocalStore;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;

/**
 * Finds the roots that links make: all below {@code gcroots} and {@code profiles} that leads into the store, at once or by another link
 * elsewhere; and files there that have the name of a path.
 */
final class LinkedRoots {
  private final LocalStore store;
  private final boolean clean;
  private final Roots roots;
  private final Path automatic;
  private final ArrayDeque<Path> directories = new ArrayDeque<>();

  /**
   * A finder.
   *
   * @param clean whether to remove automatic roots whose link is gone
   * @param roots where to add what is found
   */
  LinkedRoots(LocalStore store, boolean clean, Roots roots) {
    this.store = store;
    this.clean = clean;
    this.roots = roots;
    this.automatic = store.location().roots().resolve("auto");
  }

  void find() throws IOException {
    directories.add(store.location().roots());
    directories.add(store.location().state().resolve("profiles"));
    while (!directories.isEmpty()) {
      directory(directories.remove());
    }
  }

  private void directory(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        entry(entry);
      }
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException unreadable) {
      // Nobody can be asked about it.
    }
  }

  private void entry(Path entry) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        directories.add(entry);
      } else if (attributes.isSymbolicLink()) {
        link(entry);
      } else if (attributes.isRegularFile()) {
        file(entry);
      }
    } catch (NoSuchFileException
        | NotDirectoryException
        | NotLinkException
        | AccessDeniedException unreadable) {
      // Nobody can be asked about it.
    }
  }

  private void file(Path file) {
    try {
      StorePath path = StorePath.of(BytePaths.bytes(file.getFileName()));
      if (store.isValid(path)) {
        roots.add(path, BytePaths.bytes(file));
      }
    } catch (BadStorePathException other) {
      // It has another name.
    }
  }

  private void link(Path link) throws IOException {
    String target = Symlinks.read(link);
    if (store.dir().contains(target)) {
      found(link, target);
      return;
    }
    Path other = link.resolveSibling(BytePaths.of(target)).normalize();
    if (Files.isSymbolicLink(other)) {
      String inner = Symlinks.read(other);
      if (store.dir().contains(inner)) {
        found(other, inner);
      }
    } else if (clean
        && link.startsWith(automatic)
        && Files.notExists(other, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(link);
    }
  }

  private void found(Path link, String target) {
    try {
      StorePath path = store.dir().split(target).storePath();
      if (store.isValid(path)) {
        roots.add(path, BytePaths.bytes(link));
      }
    } catch (BadStorePathException other) {
      // It leads somewhere else in the directory of the store.
    }
  }
}
