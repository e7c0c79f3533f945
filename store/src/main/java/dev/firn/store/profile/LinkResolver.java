package dev.firn.store.profile;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.PathText;
import dev.firn.store.Store;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.FileTree;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds what paths lead to, following symbolic links as the kernel would if the store were where its paths say. Links out of the store
 * lead to files of this machine.
 */
final class LinkResolver {
  private static final int MOST_LINKS = 40;

  private final Store store;

  LinkResolver(Store store) {
    this.store = store;
  }

  /** The file, folder or else that an absolute path leads to, which is no symbolic link; null if it leads nowhere. */
  @Nullable FileTree find(String path) throws IOException {
    String at = PathText.canonical(path);
    for (int links = 0; links < MOST_LINKS; links++) {
      if (!store.dir().contains(at)) {
        return outside(at);
      }
      Step step = step(at);
      if (step == null || step.link == null) {
        return step == null ? null : step.tree;
      }
      at = step.link;
    }
    return null;
  }

  /**
   * Where a path led to without following a link.
   *
   * @param tree what is there
   * @param link where the path goes on, if that is a symbolic link
   */
  private record Step(FileTree tree, @Nullable String link) {}

  /** Follows a path in the store to its end, or to the first link on the way. */
  private @Nullable Step step(String path) throws IOException {
    StoreDir.Inside inside = inside(path);
    if (inside == null || !store.isValid(inside.storePath())) {
      return null;
    }
    FileTree tree = store.tree(inside.storePath());
    String here = store.dir().print(inside.storePath());
    String rest = inside.rest();
    int at = 0;
    while (tree.kind() != FileKind.SYMLINK) {
      if (at >= rest.length()) {
        return new Step(tree, null);
      }
      int slash = rest.indexOf('/', at + 1);
      int end = slash < 0 ? rest.length() : slash;
      String name = rest.substring(at + 1, end);
      if (tree.kind() != FileKind.DIRECTORY || !tree.names().contains(name)) {
        return null;
      }
      tree = tree.child(name);
      here += "/" + name;
      at = end;
    }
    String target = tree.target();
    String absolute = target.startsWith("/") ? target : here + "/../" + target;
    return new Step(tree, PathText.canonical(absolute + rest.substring(at)));
  }

  private StoreDir.@Nullable Inside inside(String path) {
    try {
      return store.dir().split(path);
    } catch (BadStorePathException bad) {
      return null;
    }
  }

  private static @Nullable FileTree outside(String path) throws IOException {
    Path file = BytePaths.of(path);
    return Files.exists(file) ? new DiskTree(file.toRealPath()) : null;
  }
}
