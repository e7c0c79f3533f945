/** The builders that are no programs: {@code builtin:fetchurl} and its kin. */
@NullMarked
package dev.firn.realise.build.builtin;

import org.jspecify.annotations.NullMarked;
