/** Keeping a store on this machine in order: roots, garbage, files, logs. */
@NullMarked
package dev.firn.store.maintenance;

import org.jspecify.annotations.NullMarked;
