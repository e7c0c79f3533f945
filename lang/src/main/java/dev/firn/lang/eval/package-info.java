@NullMarked
package dev.firn.lang.eval;

import org.jspecify.annotations.NullMarked;
