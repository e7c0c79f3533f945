/** Serving stores: the daemon, and {@code nix-store --serve}. */
@NullMarked
package dev.firn.app.serving;

import org.jspecify.annotations.NullMarked;
