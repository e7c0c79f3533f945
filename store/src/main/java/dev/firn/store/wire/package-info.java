/** The encoding that Nix's protocols and streams share: numbers of 64 bits, and strings padded to eight bytes. */
@NullMarked
package dev.firn.store.wire;

import org.jspecify.annotations.NullMarked;
