/** s6-rc: source definitions of services, and the driver that compiles them and brings them up. */
@NullMarked
package dev.firn.process.manager.s6rc;

import org.jspecify.annotations.NullMarked;
