/** Firn's own supervisor: keeps processes running, one program for each user. Knows nothing of drivers and plans. */
@NullMarked
package dev.firn.process.supervisor;

import org.jspecify.annotations.NullMarked;
