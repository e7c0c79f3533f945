/** The compressions of binary caches and logs, as streams, each under its name in Nix. */
@NullMarked
package dev.firn.store.compress;

import org.jspecify.annotations.NullMarked;
