/** Builds on this machine. */
@NullMarked
package dev.firn.realise.build.local;

import org.jspecify.annotations.NullMarked;
