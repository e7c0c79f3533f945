/** Derivations that only write a text, which takes no process. */
@NullMarked
package dev.firn.realise.build.text;

import org.jspecify.annotations.NullMarked;
