/** Lets the machine start Firn's supervisor when it starts itself. */
@NullMarked
package dev.firn.process.boot;

import org.jspecify.annotations.NullMarked;
