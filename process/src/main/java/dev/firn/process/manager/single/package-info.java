/** Drivers for managers that have a file for each service, and are told about one service at a time. */
@NullMarked
package dev.firn.process.manager.single;

import org.jspecify.annotations.NullMarked;
