/** Helpers for text that is bytes: strings that hold one {@code char} a byte. */
@NullMarked
package dev.firn.base.text;

import org.jspecify.annotations.NullMarked;
