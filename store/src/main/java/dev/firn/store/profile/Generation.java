package dev.firn.store.profile;

import java.nio.file.Path;

/**
 * What a profile led to, or leads to.
 *
 * @param number counts from 1
 * @param link the link to the store path, beside the profile
 * @param created when it was made, in seconds after the epoch
 */
public record Generation(long number, Path link, long created) {}
