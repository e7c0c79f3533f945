/** The commands that supervise, and that let the machine start the supervisor. */
@NullMarked
package dev.firn.app.supervisor;

import org.jspecify.annotations.NullMarked;
