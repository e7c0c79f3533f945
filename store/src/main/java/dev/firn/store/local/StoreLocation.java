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
 * @param logs the directory of build logs; absolute
 */
public record StoreLocation(StoreDir dir, Path files, Path state, Path logs) {
  /** A store whose build logs are where they usually are beside that state: {@code ../log/nix}. */
  public StoreLocation(StoreDir dir, Path files, Path state) {
    this(dir, files, state, state.resolveSibling("log").resolve("nix"));
  }

  /** A store whose files are where their paths say. */
  public static StoreLocation of(StoreDir dir, Path state) {
    return new StoreLocation(dir, BytePaths.of(dir.path()), state);
  }

  /**
   * A store below a directory that programs will see as the root: its paths are written as if that were {@code /}, so it can hold what
   * was built for those paths. Its layout is Nix's: {@code nix/store}, {@code nix/var/nix} and {@code nix/var/log/nix}.
   *
   * @param root absolute
   */
  public static StoreLocation below(Path root, StoreDir dir) {
    return new StoreLocation(dir, root.resolve("nix/store"), root.resolve("nix/var/nix"));
  }

  /**
   * A store of its own below a directory: {@code store}, {@code var/nix} and {@code var/log/nix}. Its paths begin with that directory,
   * so they have other hashes than anybody else's.
   *
   * @param prefix absolute and canonical
   */
  public static StoreLocation prefix(Path prefix) {
    StoreDir dir = new StoreDir(BytePaths.bytes(prefix) + "/store");
    return of(dir, prefix.resolve("var/nix"));
  }

  /** The same with build logs in another directory. */
  public StoreLocation withLogs(Path newLogs) {
    return new StoreLocation(dir, files, state, newLogs);
  }

  /** Where the files of a path are. */
  public Path files(StorePath path) {
    return files.resolve(path.baseName());
  }

  /** The directory of the files that several paths share. */
  public Path links() {
    return files.resolve(".links");
  }

  /** The file that says how long builds took. */
  public Path buildTimes() {
    return logs.resolve("build-times");
  }

  /** The directory of the database. */
  public Path database() {
    return state.resolve("db");
  }

  /** The directory of the links that keep paths from being collected. */
  public Path roots() {
    return state.resolve("gcroots");
  }

  /** The lock that a collection holds alone, and whoever adds a temporary root with others for a moment. */
  public Path collectionLock() {
    return state.resolve("gc.lock");
  }

  /** Where a collection that runs listens for temporary roots. */
  public Path collectionSocket() {
    return state.resolve("gc-socket/socket");
  }

  /** The directory of the files that hold the temporary roots of processes. */
  public Path temporaryRoots() {
    return state.resolve("temproots");
  }
}
