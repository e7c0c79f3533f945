/** Store paths as streams: with their content, as {@code nix-store --export} writes them, and as text without. */
@NullMarked
package dev.firn.store.exchange;

import org.jspecify.annotations.NullMarked;
