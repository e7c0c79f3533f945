/** A store on a disk, as Nix keeps it: the same files, the same database, the same locks. */
@NullMarked
package dev.firn.store.local;

import org.jspecify.annotations.NullMarked;
