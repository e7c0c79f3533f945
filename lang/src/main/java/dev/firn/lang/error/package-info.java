@NullMarked
package dev.firn.lang.error;

import org.jspecify.annotations.NullMarked;
