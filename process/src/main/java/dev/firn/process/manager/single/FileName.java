package dev.firn.process.manager.single;

import org.jspecify.annotations.Nullable;

/**
 * How files are called after processes: their name between two constant texts.
 *
 * @param prefix what stands before it
 * @param suffix what stands after it
 */
public record FileName(String prefix, String suffix) {
  /** The file of a process. */
  public String of(String name) {
    return prefix + name + suffix;
  }

  /** The process of a file; null if it is called otherwise. */
  public @Nullable String nameOf(String file) {
    return file.startsWith(prefix) && file.endsWith(suffix)
        ? file.substring(prefix.length(), file.length() - suffix.length())
        : null;
  }
}
