package dev.firn.app.store;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import dev.firn.base.text.PathText;
import dev.firn.store.StoreException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the paths that users give: a path in the store, anything below it, or a link to that, such as {@code ./result}. */
public final class PathNames {
  private static final int MOST_LINKS = 1024;

  private PathNames() {}

  /** The store path that a text leads to, see {@link #inside}. */
  public static StorePath follow(String text, StoreDir dir, String directory) {
    return inside(text, dir, directory).storePath();
  }

  /**
   * The place in the store that a text leads to: itself, or what a link points to.
   *
   * @param directory the working directory
   * @throws BadStorePathException with Nix's message, if it leads to none
   * @throws StoreException if a link cannot be read
   */
  public static StoreDir.Inside inside(String text, StoreDir dir, String directory) {
    String place = PathText.canonical(text.startsWith("/") ? text : directory + "/" + text);
    for (int links = 0; !dir.contains(place); links++) {
      Path file = BytePaths.of(place);
      if (links == MOST_LINKS) {
        throw new StoreException(
            "too many symbolic links encountered while resolving '" + text + "'");
      }
      if (!Files.isSymbolicLink(file)) {
        throw new BadStorePathException("path \"" + place + "\" is not in the Nix store");
      }
      place = target(place, file);
    }
    return dir.split(place);
  }

  private static String target(String path, Path link) {
    try {
      String target = Symlinks.read(link);
      return PathText.canonical(target.startsWith("/") ? target : path + "/../" + target);
    } catch (IOException failed) {
      throw new StoreException("cannot read the link '" + path + "'", failed);
    }
  }
}
