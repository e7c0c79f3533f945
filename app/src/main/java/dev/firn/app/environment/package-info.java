/** {@code nix-env}: user environments, which are profiles that show several packages. */
@NullMarked
package dev.firn.app.environment;

import org.jspecify.annotations.NullMarked;
