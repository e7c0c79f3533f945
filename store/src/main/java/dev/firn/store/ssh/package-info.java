/** Connections through the system's {@code ssh}. */
@NullMarked
package dev.firn.store.ssh;

import org.jspecify.annotations.NullMarked;
