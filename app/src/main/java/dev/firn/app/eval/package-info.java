/** Evaluates what a command line names, for all commands that do. */
@NullMarked
package dev.firn.app.eval;

import org.jspecify.annotations.NullMarked;
