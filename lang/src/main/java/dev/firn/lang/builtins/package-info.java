/**
 * The builtins that need no store. Each class is one family; {@link PureBuiltins} lists those that do not touch the outside
 * world, {@link WorldBuiltins} those that do.
 */
@NullMarked
package dev.firn.lang.builtins;

import org.jspecify.annotations.NullMarked;
