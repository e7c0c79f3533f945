/** The commands that copy paths between stores, serve them, and fetch files. */
@NullMarked
package dev.firn.app.copy;

import org.jspecify.annotations.NullMarked;
