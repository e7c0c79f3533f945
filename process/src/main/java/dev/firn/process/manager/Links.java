package dev.firn.process.manager;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Symlinks;
import dev.firn.process.description.Reload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The links by which processes find files that can be reloaded. */
public final class Links {
  private static final String NEW = ".firn-new";

  private final Disk disk;

  /** Links on that disk. */
  public Links(Disk disk) {
    this.disk = disk;
  }

  /** Makes all links of a process point where they should, each in one step. */
  public void replace(@Nullable Reload reload) throws IOException {
    if (reload == null) {
      return;
    }
    for (Map.Entry<String, String> one : reload.files().entrySet()) {
      Path link = BytePaths.of(one.getKey());
      Path fresh = BytePaths.of(one.getKey() + NEW);
      Files.deleteIfExists(fresh); // left by one that was killed
      disk.createSymlink(fresh, one.getValue());
      disk.move(fresh, link);
    }
  }

  /** Removes the links of a process that point where it made them point. */
  public void remove(@Nullable Reload reload) throws IOException {
    if (reload == null) {
      return;
    }
    for (Map.Entry<String, String> one : reload.files().entrySet()) {
      Path link = BytePaths.of(one.getKey());
      if (Files.isSymbolicLink(link) && Symlinks.read(link).equals(one.getValue())) {
        disk.delete(link);
      }
    }
  }
}
