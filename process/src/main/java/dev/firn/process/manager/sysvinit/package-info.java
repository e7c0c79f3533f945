/** Processes under System V's init, by scripts for Debian's start-stop-daemon. */
@NullMarked
package dev.firn.process.manager.sysvinit;

import org.jspecify.annotations.NullMarked;
