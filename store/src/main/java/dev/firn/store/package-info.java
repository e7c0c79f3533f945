/** Stores: what every store can do, whatever it keeps its paths in, and a store in memory. */
@NullMarked
package dev.firn.store;

import org.jspecify.annotations.NullMarked;
