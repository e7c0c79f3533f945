@NullMarked
package dev.firn.lang.host;

import org.jspecify.annotations.NullMarked;
