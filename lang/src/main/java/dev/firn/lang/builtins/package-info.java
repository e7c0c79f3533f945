@NullMarked
package dev.firn.lang.builtins;

import org.jspecify.annotations.NullMarked;
