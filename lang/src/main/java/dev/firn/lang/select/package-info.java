/** Finds what a user asked for in the value of an expression: calls functions by arguments given by name, follows paths, finds derivations. */
@NullMarked
package dev.firn.lang.select;

import org.jspecify.annotations.NullMarked;
