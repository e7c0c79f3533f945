/** What a command is given and where it speaks: arguments' surroundings, standard streams, messages. */
@NullMarked
package dev.firn.app.console;

import org.jspecify.annotations.NullMarked;
