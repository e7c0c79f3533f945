/**
 * JSON, byte for byte as Nix reads and writes it: numbers, escapes and error texts are those of the JSON library that
 * Nix uses. Strings are bytes that hold UTF-8, one {@code char} a byte.
 */
@NullMarked
package dev.firn.base.json;

import org.jspecify.annotations.NullMarked;
