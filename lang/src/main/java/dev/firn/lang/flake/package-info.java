/**
 * Flake references as text and as attributes: builtins.parseFlakeRef and builtins.flakeRefToString. Nothing is looked
 * up; paths are not searched.
 */
@NullMarked
package dev.firn.lang.flake;

import org.jspecify.annotations.NullMarked;
