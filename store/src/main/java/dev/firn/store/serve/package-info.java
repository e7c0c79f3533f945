/** The protocol of {@code nix-store --serve}: a store behind a command that is run elsewhere, and the command. */
@NullMarked
package dev.firn.store.serve;

import org.jspecify.annotations.NullMarked;
