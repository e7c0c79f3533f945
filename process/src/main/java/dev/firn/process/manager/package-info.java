/** What process managers have in common: the interface to them, what they render, the mark of what Firn installed. */
@NullMarked
package dev.firn.process.manager;

import org.jspecify.annotations.NullMarked;
