/** Store paths: their form, the store directory they live in, and how they are computed from what they hold. */
@NullMarked
package dev.firn.store.path;

import org.jspecify.annotations.NullMarked;
