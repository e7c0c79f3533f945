package dev.firn.store.gc;

import java.util.SortedSet;

/**
 * What a collection found or did.
 *
 * @param paths full names in the directory of the store, sorted: what must stay, could be deleted, or was deleted. Names that are no
 *     store paths are among them
 * @param bytesFreed the size of the files that were deleted
 * @param bytesShared how much more room the files would take if none were shared
 */
public record CollectionResult(SortedSet<String> paths, long bytesFreed, long bytesShared) {}
