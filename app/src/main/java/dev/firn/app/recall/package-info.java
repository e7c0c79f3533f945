/** Gives what a command gave before, if the world answers all that it asked as it did then. */
@NullMarked
package dev.firn.app.recall;

import org.jspecify.annotations.NullMarked;
