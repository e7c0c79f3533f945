package dev.firn.store.local;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.HastyDisk;

/**
 * How a store on a disk works.
 *
 * @param disk what changes files
 * @param durable whether what was flushed, deleted or switched must outlive a power failure. Without it all is faster, and after a power
 *     failure the store must be verified
 * @param optimise whether files with the same content are shared as soon as they are added
 */
public record StoreOptions(Disk disk, boolean durable, boolean optimise) {
  /** Durable, on the disk of this machine, without sharing files. */
  public static final StoreOptions DEFAULT = new StoreOptions(Disk.REAL, true, false);

  /** Gives the disk up that waits, if nothing need be durable. */
  public StoreOptions {
    disk = durable || disk instanceof HastyDisk ? disk : new HastyDisk(disk);
  }

  /** The same on another disk. */
  public StoreOptions withDisk(Disk newDisk) {
    return new StoreOptions(newDisk, durable, optimise);
  }

  /** The same, durable or not. */
  public StoreOptions withDurable(boolean newDurable) {
    return new StoreOptions(disk, newDurable, optimise);
  }

  /** The same, sharing files or not. */
  public StoreOptions withOptimise(boolean newOptimise) {
    return new StoreOptions(disk, durable, newOptimise);
  }
}
