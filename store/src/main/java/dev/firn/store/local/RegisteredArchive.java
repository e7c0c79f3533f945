package dev.firn.store.local;

import dev.firn.base.hash.Hash;
import dev.firn.store.path.StorePath;

/**
 * What is registered about the archive of a valid path.
 *
 * @param hash of zeros if it is not known
 * @param size in bytes; 0 if it is not known
 */
public record RegisteredArchive(StorePath path, Hash hash, long size) {}
