package dev.firn.base.disk;

import java.io.IOException;
import java.nio.file.Path;

/** A disk that waits for nothing to become durable: for tests, and for users who would rather build again after a power failure. */
public final class HastyDisk extends ForwardingDisk {
  private final Disk next;

  /** A disk that passes all but syncs on to another one. */
  public HastyDisk(Disk next) {
    super(next);
    this.next = next;
  }

  @Override
  public Folder folder(Path directory) throws IOException {
    return next.folder(directory);
  }

  @Override
  public long deleteTree(Path path) throws IOException {
    return next.deleteTree(path);
  }

  @Override
  public void sync(Path directory) {
    // The kernel writes in its own time.
  }

  @Override
  public void syncOnly(Path path) {
    // The kernel writes in its own time.
  }
}
