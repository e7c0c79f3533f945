/** The command line: the main method, and one class a command. */
@NullMarked
package dev.firn.app.cli;

import org.jspecify.annotations.NullMarked;
