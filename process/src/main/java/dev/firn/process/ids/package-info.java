/** Numbers that nobody else on a machine may have: ports, user ids, group ids. No I/O. */
@NullMarked
package dev.firn.process.ids;

import org.jspecify.annotations.NullMarked;
