/** Containers of Docker as a process manager. */
@NullMarked
package dev.firn.image.docker;

import org.jspecify.annotations.NullMarked;
