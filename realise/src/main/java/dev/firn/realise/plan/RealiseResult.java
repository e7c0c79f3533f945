package dev.firn.realise.plan;

import dev.firn.store.DerivedPath;
import dev.firn.store.protocol.BuildResult;

/**
 * What came of something that was asked for.
 *
 * @param wanted what was asked for
 * @param result what came of it; its outputs are those that were asked for
 */
public record RealiseResult(DerivedPath wanted, BuildResult result) {}
