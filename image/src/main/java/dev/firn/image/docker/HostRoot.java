package dev.firn.image.docker;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import dev.firn.image.archive.Layer;
import dev.firn.image.archive.LayerWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The root of containers that use the programs of their host: a layer with the host's links and empty folders, over which its folders are
 * mounted, so that an image takes no space and programs are the host's own.
 */
final class HostRoot {
  /** Not {@code sbin}: there an engine puts the program that is process 1. */
  private static final List<String> PROGRAMS =
      List.of("bin", "etc", "lib", "lib32", "lib64", "libx32", "opt", "usr");

  private final Path host;

  /**
   * The root of containers.
   *
   * @param host the root of the host
   */
  HostRoot(Path host) {
    this.host = host;
  }

  /** The folders with programs and what they need, which containers see read-only. */
  List<String> folders() {
    List<String> folders = new ArrayList<>();
    for (String name : PROGRAMS) {
      if (Files.isDirectory(host.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        folders.add("/" + name);
      }
    }
    return folders;
  }

  /** The host's links to those folders, and empty folders beside them. */
  Layer layer() throws IOException {
    return Layer.of(layer -> {
      for (String name : PROGRAMS) {
        Path path = host.resolve(name);
        if (Files.isSymbolicLink(path)) {
          layer.symlink(name, Symlinks.read(path));
        }
      }
      emptyFolders(layer);
      Path run = host.resolve("var/run");
      if (Files.isSymbolicLink(run)) {
        layer.symlink("var/run", Symlinks.read(run));
      }
    });
  }

  /** The folders that every container has. */
  static void emptyFolders(LayerWriter layer) throws IOException {
    layer
        .directory("sbin", 0755)
        .directory("run", 0755)
        .directory("tmp", 01777)
        .directory("var", 0755);
  }

  /** Whether a path of the host, links followed, is in one of those folders. */
  static boolean isBelow(String path, List<String> folders) {
    return folders.stream()
        .anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
  }

  /** Where a path of the host is, links followed as far as it is there. */
  static String real(String path) {
    Path file = BytePaths.of(path);
    try {
      return BytePaths.bytes(file.toRealPath());
    } catch (IOException _) {
      Path parent = file.getParent();
      return parent == null || parent.equals(file)
          ? path
          : real(BytePaths.bytes(parent)).replaceAll("/$", "")
              + "/"
              + BytePaths.bytes(file.getFileName());
    }
  }
}
