/** Store paths as layers of images. */
@NullMarked
package dev.firn.image.closure;

import org.jspecify.annotations.NullMarked;
