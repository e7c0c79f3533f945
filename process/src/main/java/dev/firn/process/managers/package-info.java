/** All process managers that Firn knows, and the drivers of everything that a processes model brings. */
@NullMarked
package dev.firn.process.managers;

import org.jspecify.annotations.NullMarked;
