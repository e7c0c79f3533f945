/** Changes to files behind one interface: the real disk, one that fails where a test wants it, and one that a power failure hits. */
@NullMarked
package dev.firn.base.disk;

import org.jspecify.annotations.NullMarked;
