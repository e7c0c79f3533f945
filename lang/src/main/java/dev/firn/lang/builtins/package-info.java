/** The builtins that do not touch the outside world. Each class is one family; {@link PureBuiltins} lists them. */
@NullMarked
package dev.firn.lang.builtins;

import org.jspecify.annotations.NullMarked;
