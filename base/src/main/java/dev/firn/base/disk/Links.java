package dev.firn.base.disk;

import dev.firn.base.sys.BytePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Symbolic links that others may look at while they change. */
public final class Links {
  private Links() {}

  /**
   * Makes a link beside its place and moves it there: whoever looks sees the old one or the new one. Not durable before the directory is
   * synced. Directories on the way are made.
   *
   * @param target bytes
   */
  public static void replace(Disk disk, Path link, String target) throws IOException {
    Path directory = link.getParent();
    if (directory == null) {
      throw new IOException("the root of the file system is no link");
    }
    disk.createDirectories(directory);
    String suffix =
        ".tmp-"
            + ProcessHandle.current().pid()
            + "-"
            + ThreadLocalRandom.current().nextInt(1 << 30);
    Path fresh = directory.resolve(BytePaths.of(BytePaths.bytes(link.getFileName()) + suffix));
    disk.createSymlink(fresh, target);
    disk.reached("link: made");
    try {
      disk.move(fresh, link);
      disk.reached("link: in place");
    } catch (IOException failed) {
      disk.delete(fresh);
      throw failed;
    }
  }
}
