/** {@code firn repl}: reads expressions and commands, and prints what they give. */
@NullMarked
package dev.firn.app.repl;

import org.jspecify.annotations.NullMarked;
