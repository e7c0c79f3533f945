/** Firn's own supervisor as a process manager: its driver, and how it is started. */
@NullMarked
package dev.firn.process.manager.embedded;

import org.jspecify.annotations.NullMarked;
