package dev.firn.process.description;

import org.jspecify.annotations.Nullable;

/**
 * How much a process, with all of its children, may use; null sets no limit.
 *
 * @param memory bytes
 * @param cpu hundredths of one processor
 * @param tasks processes and threads
 * @param openFiles files that one process has open
 */
public record Resources(
    @Nullable Long memory, @Nullable Long cpu, @Nullable Long tasks, @Nullable Long openFiles) {
  /** No limit. */
  public static final Resources UNLIMITED = new Resources(null, null, null, null);
}
