package dev.firn.realise.plan;

import dev.firn.realise.build.Builder;

/**
 * Where derivations are built.
 *
 * @param builder who builds there
 * @param jobs how many builds run there at once
 * @param local whether that is here
 */
public record Workplace(Builder builder, int jobs, boolean local) {}
