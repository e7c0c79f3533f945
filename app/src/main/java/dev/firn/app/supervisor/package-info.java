/** The command that supervises. */
@NullMarked
package dev.firn.app.supervisor;

import org.jspecify.annotations.NullMarked;
