package dev.firn.lang.host;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outside world, as far as the language sees it. Everything that an evaluation reads or causes goes through here.
 *
 * <p>Paths are absolute and canonical; paths, contents and messages are bytes, one {@code char} a byte. Methods fail with {@link
 * dev.firn.lang.error.EvalError}. Implementations are safe for use by several threads.
 */
public interface Host {
  /** What is at a path, without following a link in its last component; null if nothing is. */
  @Nullable FileKind kind(String path);

  /** The content of a regular file; links are followed. */
  String readFile(String path);

  /** What a directory holds, by name. */
  Map<String, FileKind> readDirectory(String path);

  /** Where a symbolic link points. */
  String readLink(String path);

  /** An environment variable, or null. */
  @Nullable String environment(String name);

  /** The time at which the evaluation began, in seconds since 1970. */
  long currentTime();

  /** The user's home directory, or null if there is none. */
  @Nullable String home();

  /** The store directory: {@code /nix/store}. */
  String storeDirectory();

  /**
   * Copies a file or directory into the store under its base name.
   *
   * @return the store path
   */
  String copyToStore(String path);

  /**
   * The path that an entry of the search path means: a directory as it is, made absolute, or what a URL was unpacked to; null if it
   * cannot be had.
   */
  @Nullable String searchPathRoot(String entry);

  /** Prints what the program says: a trace. */
  void trace(String line);

  /** Prints a warning; the text comes without {@code warning: }. */
  void warn(String text);
}
