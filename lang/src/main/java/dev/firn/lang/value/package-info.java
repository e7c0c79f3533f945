@NullMarked
package dev.firn.lang.value;

import org.jspecify.annotations.NullMarked;
