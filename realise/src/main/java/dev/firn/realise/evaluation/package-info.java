/** Evaluation with everything that there is: the language, a machine, a store, fetchers. */
@NullMarked
package dev.firn.realise.evaluation;

import org.jspecify.annotations.NullMarked;
