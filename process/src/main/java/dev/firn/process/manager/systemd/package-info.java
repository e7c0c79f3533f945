/** Processes as units of systemd, of the system or of a user. */
@NullMarked
package dev.firn.process.manager.systemd;

import org.jspecify.annotations.NullMarked;
