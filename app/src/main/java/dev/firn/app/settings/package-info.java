/** Settings: what {@code nix.conf}, environment variables and options say, and what follows from it. */
@NullMarked
package dev.firn.app.settings;

import org.jspecify.annotations.NullMarked;
