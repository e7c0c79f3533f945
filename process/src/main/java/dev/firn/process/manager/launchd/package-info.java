/** launchd: property lists, and the driver that loads them. */
@NullMarked
package dev.firn.process.manager.launchd;

import org.jspecify.annotations.NullMarked;
