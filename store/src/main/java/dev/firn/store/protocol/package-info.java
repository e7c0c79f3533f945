/** What Nix's protocols between stores have in common: what can be asked for, and how it is encoded. */
@NullMarked
package dev.firn.store.protocol;

import org.jspecify.annotations.NullMarked;
