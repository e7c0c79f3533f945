package dev.firn.lang.error;

import org.jspecify.annotations.Nullable;

/**
 * One line of an error's story: what the evaluator was doing when the error passed. Traces form a chain, the outermost first.
 *
 * @param position where, a number of {@link dev.firn.lang.syntax.Positions}
 * @param hint what was going on; bytes, one {@code char} a byte
 * @param always whether it is shown even where traces are cut short
 * @param inner the rest of the story
 */
public record Trace(int position, String hint, boolean always, @Nullable Trace inner) {}
