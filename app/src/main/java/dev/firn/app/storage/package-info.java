/** The commands that look at stores and change them. */
@NullMarked
package dev.firn.app.storage;

import org.jspecify.annotations.NullMarked;
