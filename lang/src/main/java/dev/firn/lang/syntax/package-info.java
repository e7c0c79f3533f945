/** The syntax of the Nix language: source texts, positions, symbols and the syntax tree. */
@NullMarked
package dev.firn.lang.syntax;

import org.jspecify.annotations.NullMarked;
