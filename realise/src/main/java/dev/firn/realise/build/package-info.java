/** Turns one derivation whose inputs are there into outputs: what to build, what came of it, and who builds. */
@NullMarked
package dev.firn.realise.build;

import org.jspecify.annotations.NullMarked;
