/** Ed25519 keys and signatures in the text forms of Nix: a name, a colon, base 64. */
@NullMarked
package dev.firn.store.sign;

import org.jspecify.annotations.NullMarked;
