package dev.firn.process.supervisor;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The links behind which a process finds files that change while it runs. */
final class Links {
  private Links() {}

  /**
   * Makes links, each in one step. A link that points elsewhere than Firn ever made it point is not touched.
   *
   * @param links what they point at, by their paths
   * @param known what they may point at now
   * @throws StartException if there is something else at that place
   */
  static void make(Map<String, String> links, Collection<String> known) throws StartException {
    Set<String> ours = new HashSet<>(known);
    ours.addAll(links.values());
    for (Map.Entry<String, String> link : links.entrySet()) {
      Path path = BytePaths.of(link.getKey());
      try {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isOurs(path, ours)) {
          throw new StartException(path + " is there already, and Firn did not make it");
        }
        make(path, link.getValue());
      } catch (IOException failed) {
        throw new StartException("cannot make the link " + path + ": " + failed.getMessage());
      }
    }
  }

  private static void make(Path path, String target) throws IOException {
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path next = path.resolveSibling(path.getFileName() + ".firn-new");
    Files.deleteIfExists(next);
    Symlinks.create(next, target);
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes links, as far as they still point where Firn made them point. */
  static void remove(Map<String, String> links) {
    links.forEach((link, target) -> {
      try {
        Path path = BytePaths.of(link);
        if (isOurs(path, Set.of(target))) {
          Files.delete(path);
        }
      } catch (IOException gone) {
        // Nothing to remove.
      }
    });
  }

  private static boolean isOurs(Path path, Set<String> ours) throws IOException {
    return Files.isSymbolicLink(path)
        && ours.contains(BytePaths.bytes(Files.readSymbolicLink(path)));
  }
}
