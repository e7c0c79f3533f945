/** Copies paths with all that they refer to from one store to another, and believes only what is signed or follows from its content. */
@NullMarked
package dev.firn.store.copy;

import org.jspecify.annotations.NullMarked;
