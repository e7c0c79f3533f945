/** Tests with arbitrary input: what must hold for every text that a stranger may send, and the tools to try many. */
@NullMarked
package dev.firn.fuzz;

import org.jspecify.annotations.NullMarked;
