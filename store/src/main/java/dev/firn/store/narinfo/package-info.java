/** The descriptions that binary caches give of paths, and of themselves. Formats only; no I/O. */
@NullMarked
package dev.firn.store.narinfo;

import org.jspecify.annotations.NullMarked;
