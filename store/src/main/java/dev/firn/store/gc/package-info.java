/** What keeps store paths from being collected, and the collection of all others. */
@NullMarked
package dev.firn.store.gc;

import org.jspecify.annotations.NullMarked;
