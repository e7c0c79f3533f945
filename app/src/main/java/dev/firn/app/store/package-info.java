/** Opens the stores that users name. */
@NullMarked
package dev.firn.app.store;

import org.jspecify.annotations.NullMarked;
