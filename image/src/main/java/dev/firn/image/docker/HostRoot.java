package dev.firn.image.docker;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import dev.firn.image.archive.Image;
import dev.firn.image.archive.LayerWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The root of containers that use the programs of their host: an image with the host's links and empty folders, over which its folders are
 * mounted, so that an image takes no space and programs are the host's own.
 */
final class HostRoot {
  private static final String LABEL = "dev.firn.image";

  /** Not {@code sbin}: there an engine puts the program that is process 1. */
  private static final List<String> PROGRAMS =
      List.of("bin", "etc", "lib", "lib32", "lib64", "libx32", "opt", "usr");

  private static final int ID_DIGITS = 12;

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

  /** The image. Its name says what is in it. */
  Image image() throws IOException {
    LayerWriter layer = new LayerWriter();
    for (String name : PROGRAMS) {
      Path path = host.resolve(name);
      if (Files.isSymbolicLink(path)) {
        layer.symlink(name, Symlinks.read(path));
      }
    }
    layer
        .directory("sbin", 0755)
        .directory("run", 0755)
        .directory("tmp", 01777)
        .directory("var", 0755);
    Path run = host.resolve("var/run");
    if (Files.isSymbolicLink(run)) {
      layer.symlink("var/run", Symlinks.read(run));
    }
    Image image =
        new Image("firn-host", List.of(layer.finish()), new TreeMap<>(Map.of(LABEL, "host")));
    String digest = image.id().substring(image.id().indexOf(':') + 1);
    return new Image(
        image.name() + ":" + digest.substring(0, ID_DIGITS), image.layers(), image.labels());
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
