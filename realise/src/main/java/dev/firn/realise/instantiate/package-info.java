/** From expressions to derivations in a store: the builtins that need a store, and the host that has one. */
@NullMarked
package dev.firn.realise.instantiate;

import org.jspecify.annotations.NullMarked;
