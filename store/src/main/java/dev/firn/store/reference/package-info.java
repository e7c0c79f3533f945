/** What the bytes of store paths refer to: finding and rewriting the digits of other paths, and hashing without one's own. */
@NullMarked
package dev.firn.store.reference;

import org.jspecify.annotations.NullMarked;
