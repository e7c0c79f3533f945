/** Values in the forms that programs read: JSON, XML, and what {@code nix-instantiate --eval} prints. */
@NullMarked
package dev.firn.lang.print;

import org.jspecify.annotations.NullMarked;
