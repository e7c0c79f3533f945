package dev.firn.store.daemon;

import org.jspecify.annotations.Nullable;

/**
 * Who is on the other side.
 *
 * @param version the version of its Nix, if it tells
 * @param trustsUs whether we may do what harms others, if it tells
 */
public record ServerIdentity(@Nullable String version, @Nullable Boolean trustsUs) {}
