package dev.firn.store.local;

import dev.firn.base.sys.BytePaths;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.nio.file.Path;

/**
 * Where a store on a disk is.
 *
 * @param dir the directory that paths are written with
 * @param files the directory that their files are really in; absolute
 * @param state the directory of the database, the locks and the roots; absolute
 */
public record StoreLocation(StoreDir dir, Path files, Path state) {
  /** A store whose files are where their paths say. */
  public static StoreLocation of(StoreDir dir, Path state) {
    return new StoreLocation(dir, BytePaths.of(dir.path()), state);
  }

  /** Where the files of a path are. */
  public Path files(StorePath path) {
    return files.resolve(path.baseName());
  }

  /** The directory of the database. */
  Path database() {
    return state.resolve("db");
  }
}
