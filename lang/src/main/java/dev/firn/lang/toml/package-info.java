/**
 * TOML 1.0.0, for builtins.fromTOML: what is accepted, the normal form of dates and times, and the error messages are
 * those of toml11 4, which Nix uses.
 */
@NullMarked
package dev.firn.lang.toml;

import org.jspecify.annotations.NullMarked;
