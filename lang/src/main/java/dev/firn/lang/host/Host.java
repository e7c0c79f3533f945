package dev.firn.lang.host;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The outside world, as far as the language sees it. Everything that an evaluation reads or causes goes through here.
 *
 * <p>Paths are absolute and canonical, and their directories are no symbolic links; paths, contents and messages are bytes, one
 * {@code char} a byte. Methods fail with {@link dev.firn.lang.error.EvalError}. Implementations are safe for use by several
 * threads.
 */
public interface Host extends Console {
  // Files.

  /** What is at a path, without following a link in its last component; null if nothing is, or if it is not to be seen. */
  @Nullable FileKind kind(String path);

  /** The content of a regular file. */
  String readFile(String path);

  /** A regular file, to be read piece by piece; the caller closes it. */
  OpenFile open(String path);

  /** What a directory holds, by name. Which regular files are executable may be left open. */
  SortedMap<String, FileKind> readDirectory(String path);

  /** Where a symbolic link points. */
  String readLink(String path);

  /**
   * Checks that a path may be read, whether or not something is there.
   *
   * @throws dev.firn.lang.error.RestrictedPathError if not
   */
  void checkAccess(String path);

  /** From now on, a path and everything below it may be read. */
  void allow(String path);

  // The process.

  /** An environment variable, or null. */
  @Nullable String environment(String name);

  /** The time at which the evaluation began, in seconds since 1970. */
  long currentTime();

  /** The user's home directory, or null if there is none. */
  @Nullable String home();

  /**
   * Runs a program and waits for it.
   *
   * @param command the program and its arguments
   * @return what it wrote to its standard output
   */
  String execute(List<String> command);

  /** Says that what comes now depends on something that none of these methods gives: on the network, say. */
  void dependsOnMore();

  // The store, and what is fetched into it.

  /** The store directory: {@code /nix/store}. */
  String storeDirectory();

  /**
   * Copies a file or directory into the store under its base name.
   *
   * @return the store path
   */
  String copyToStore(String path);

  /** What {@link #copyToStore} would give, found without any effect; null if it cannot be told. */
  @Nullable String addressInStore(String path);

  /**
   * Sees to it that everything that a string mentions exists.
   *
   * @param text the string
   * @param context what it mentions, as {@link dev.firn.lang.value.ContextElement#encoded} writes it; not empty, no secrets
   * @return the string, with the real paths of outputs in the place of those that only stood for them
   * @throws dev.firn.lang.error.InvalidPathError if a store path does not exist and cannot be made
   */
  String realise(String text, List<String> context);

  /** The store paths that a store object refers to, given the path of a file in it; none if that is no file in the store. */
  List<String> references(String path);

  /** The derivation at a path, or null if there is none. */
  @Nullable StoredDerivation derivation(String path);

  /**
   * The path that an entry of the search path means: a directory as it is, made absolute, or what a URL was unpacked to; null if it
   * cannot be had.
   */
  @Nullable String searchPathRoot(String entry);

  /** Where {@code <name>} is if no entry of the search path has it; null if nowhere. */
  default @Nullable String wellKnown(String name) {
    return null;
  }
}
