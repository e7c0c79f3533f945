/** Streams over bytes that are kept for a while. */
@NullMarked
package dev.firn.base.io;

import org.jspecify.annotations.NullMarked;
