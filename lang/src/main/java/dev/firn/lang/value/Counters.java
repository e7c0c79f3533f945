package dev.firn.lang.value;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What evaluations of this process have done so far, if somebody wants to know. The words are those of Nix's statistics. One thread
 * counts; helpers would miss some.
 *
 * <p>Whether anything is counted is settled before the first evaluation and never changes, so that compiled code has no trace of
 * the counters where nobody wants them: all derivations of a package set take the same number of instructions with and without.
 */
public final class Counters {
  /** The system property that must be {@code true} before this class is initialised if something is to be counted. */
  public static final String PROPERTY = "firn.stats";

  /** Whether something is counted. */
  public static final boolean ON = Boolean.getBoolean(PROPERTY);

  /** Expressions that were made code. */
  public static long expressions;

  /** Scopes: calls of functions, {@code let}, {@code rec}, {@code with}. */
  public static long scopes;

  /** The slots of scopes. */
  public static long slots;

  /** Values and thunks. */
  public static long values;

  /** Thunks alone. */
  public static long thunks;

  /** Slots that hold something simpler than a thunk, because the value was at hand. */
  public static long avoidedThunks;

  /** The elements of all lists that were made. */
  public static long listElements;

  /** Concatenations of lists. */
  public static long concatenations;

  /** Attribute sets that were made. */
  public static long sets;

  /** The attributes of all these sets. */
  public static long attributes;

  /** Uses of {@code //}. */
  public static long updates;

  /** The attributes of sets that {@code //} has made. */
  public static long copiedByUpdates;

  /** Attributes that were looked for by {@code a.b}. */
  public static long lookups;

  /** Calls of builtins with all of their arguments. */
  public static long builtinCalls;

  /** Calls of functions of the program, one for each argument. */
  public static long functionCalls;

  /** {@link #builtinCalls} by name. */
  public static final Map<String, Long> BY_BUILTIN = new HashMap<>();

  /** {@link #functionCalls} by function. */
  public static final Map<LambdaCode, Long> BY_FUNCTION = new IdentityHashMap<>();

  /** How often attributes were found by {@code a.b}, by where they were written. */
  public static final Map<Integer, Long> BY_ATTRIBUTE = new HashMap<>();

  private Counters() {}

  /** Counts a call of a builtin. */
  public static void call(Builtin builtin) {
    builtinCalls++;
    BY_BUILTIN.merge(builtin.name(), 1L, Long::sum);
  }

  /** Counts a call of a function of the program. */
  public static void call(LambdaCode function) {
    functionCalls++;
    BY_FUNCTION.merge(function, 1L, Long::sum);
  }

  /** Counts an attribute that was found. */
  public static void found(int written) {
    BY_ATTRIBUTE.merge(written, 1L, Long::sum);
  }
}
