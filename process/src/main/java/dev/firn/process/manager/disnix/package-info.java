/** Process scripts of Dysnomia, as Disnix uses them, and the driver that runs them as Dysnomia's module for processes does. */
@NullMarked
package dev.firn.process.manager.disnix;

import org.jspecify.annotations.NullMarked;
