/** Hashes: algorithms, their text forms as Nix writes and reads them, and incremental hashing. */
@NullMarked
package dev.firn.base.hash;

import org.jspecify.annotations.NullMarked;
