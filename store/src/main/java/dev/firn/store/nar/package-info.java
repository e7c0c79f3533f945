/**
 * Archives of file trees as stores hash and ship them (NAR): names, contents, symbolic links and the executable bit,
 * nothing else. Streams both ways; trees come through one small interface.
 */
@NullMarked
package dev.firn.store.nar;

import org.jspecify.annotations.NullMarked;
