package dev.firn.realise.build.output;

import dev.firn.store.PathInfo;
import java.nio.file.Path;

/**
 * An output as it will be valid.
 *
 * @param info what to register
 * @param files where its files are now, in canonical form but for a root that can be moved
 */
record FinishedOutput(PathInfo info, Path files) {}
