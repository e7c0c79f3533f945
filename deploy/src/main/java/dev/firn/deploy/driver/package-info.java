/** What changes the world: the interface to drivers, and a driver whose world is in memory. */
@NullMarked
package dev.firn.deploy.driver;

import org.jspecify.annotations.NullMarked;
