/** Checks whether a store is what its database tells, and repairs it. */
@NullMarked
package dev.firn.store.verify;

import org.jspecify.annotations.NullMarked;
