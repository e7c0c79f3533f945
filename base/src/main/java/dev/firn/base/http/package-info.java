/** HTTP as clients of binary caches need it: tries again, goes on after a cut, waits no longer than it was told. Slow to load. */
@NullMarked
package dev.firn.base.http;

import org.jspecify.annotations.NullMarked;
