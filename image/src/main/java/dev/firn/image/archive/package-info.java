/** OCI images as archives: layers of files, and what says how they belong together. */
@NullMarked
package dev.firn.image.archive;

import org.jspecify.annotations.NullMarked;
