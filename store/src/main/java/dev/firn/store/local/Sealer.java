package dev.firn.store.local;

import dev.firn.base.disk.Disk;
import dev.firn.store.StoreException;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.NarRestorer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives trees that were made by others the permissions and times that stores have. */
public final class Sealer {
  private Sealer() {}

  /**
   * Seals a file or directory with all below it.
   *
   * @throws StoreException with Nix's message, if there is a file of a kind that no archive can hold
   */
  public static void seal(Disk disk, Path path) throws IOException {
    FileKind kind = new DiskTree(path).kind();
    if (kind == FileKind.OTHER) {
      throw new StoreException("file '" + path + "' has an unsupported type");
    }
    if (kind == FileKind.DIRECTORY) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
        for (Path entry : entries) {
          seal(disk, entry);
        }
      }
    }
    NarRestorer.seal(disk, path, kind);
  }
}
