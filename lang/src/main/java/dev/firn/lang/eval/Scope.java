package dev.firn.lang.eval;

import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Lazy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that an expression can see, as far as they are known before evaluation. Mirrors {@link dev.firn.lang.value.Env}. */
sealed interface Scope {
  /** The enclosing scope; null for the outermost. */
  @Nullable Scope up();

  /** Names whose slots are known. There is no environment for them. */
  record Globals(@Nullable Globals up, Map<Symbol, Lazy> slots) implements Scope {}

  /** The variable of a plain function. */
  record One(Scope up, Symbol name) implements Scope {}

  /** The variables of a function that directly returns another, and of that one. */
  record Two(Scope up, Symbol first, Symbol second) implements Scope {}

  /** The variables of a {@code let}, a {@code rec} or formals, by slot; an empty map for the sources of {@code inherit}. */
  record Many(Scope up, Map<Symbol, Integer> slots) implements Scope {}

  /** The set of a {@code with}: no name is known. */
  record With(Scope up, int position) implements Scope {}
}
