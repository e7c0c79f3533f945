/** The rc.d of FreeBSD: scripts for its {@code rc.subr}, and the driver that runs them. */
@NullMarked
package dev.firn.process.manager.bsdrc;

import org.jspecify.annotations.NullMarked;
