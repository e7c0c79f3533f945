/** Tells what the names of store paths are made of. */
@NullMarked
package dev.firn.store.explain;

import org.jspecify.annotations.NullMarked;
