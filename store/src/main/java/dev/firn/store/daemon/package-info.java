/** The protocol of Nix's daemon: a store behind a connection, and the server that gives one to others. */
@NullMarked
package dev.firn.store.daemon;

import org.jspecify.annotations.NullMarked;
