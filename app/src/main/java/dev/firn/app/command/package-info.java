/** The table of commands and options, and what is made of it: the parser, the help, completions, the manual. */
@NullMarked
package dev.firn.app.command;

import org.jspecify.annotations.NullMarked;
