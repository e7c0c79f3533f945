/** Serves a store over HTTP as a binary cache. */
@NullMarked
package dev.firn.store.cacheserver;

import org.jspecify.annotations.NullMarked;
