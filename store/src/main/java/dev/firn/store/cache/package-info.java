/** Binary caches: directories of descriptions and compressed archives, on a disk, behind HTTP or in S3. */
@NullMarked
package dev.firn.store.cache;

import org.jspecify.annotations.NullMarked;
