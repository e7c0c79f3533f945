package dev.firn.realise.build.local;

import dev.firn.base.disk.Disk;
import dev.firn.realise.build.BuildSettings;
import dev.firn.store.local.LocalStore;
import dev.firn.store.path.StorePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the files of a build lie meanwhile. */
final class Places {
  private final LocalStore store;
  private final BuildSettings settings;

  Places(LocalStore store, BuildSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /** The directory in which the directories of builds are made. */
  Path buildDirectories() {
    Path directory = settings.buildDirectory();
    return directory == null ? store.location().state().resolve("builds") : directory;
  }

  /** What becomes the root of the sandbox of a build. Its name lets collectors keep it as long as they keep the derivation. */
  Path root(StorePath derivation) {
    return store.location().files().resolve(derivation.baseName() + ".chroot");
  }

  /** A directory in the store that only this process can enter. */
  static final class Work implements Closeable {
    private final Disk disk;
    private final Path path;

    private Work(Disk disk, Path path) {
      this.disk = disk;
      this.path = path;
    }

    /** Where it is. */
    Path path() {
      return path;
    }

    @Override
    public void close() throws IOException {
      disk.deleteTree(path);
    }
  }

  /** Makes a directory for what a build needs while its outputs become valid. The lock of the derivation's outputs is held. */
  Work work(StorePath derivation) throws IOException {
    Disk disk = store.options().disk();
    Path path = store.location().files().resolve(derivation.baseName() + ".work");
    disk.deleteTree(path);
    // Nobody else can write to it before that, and nothing is in it yet.
    disk.createDirectory(path);
    disk.setPermissions(path, PosixFilePermissions.fromString("rwx------"));
    return new Work(disk, path);
  }
}
