/** Files and trees from elsewhere: the builtins that fetch them into the store. */
@NullMarked
package dev.firn.realise.fetch;

import org.jspecify.annotations.NullMarked;
