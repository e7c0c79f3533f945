package dev.firn.lang.syntax;

/**
 * Bounds how deep a tree gets, so that neither the parser nor what walks the tree later runs out of stack.
 *
 * <p>Two bounds: how deep the text is nested (each level costs the parser stack), and how high the tree is (chains such as
 * {@code 1 + 1 + 1} grow high without being nested).
 */
final class Nesting {
  /** How many levels of brackets, functions, right operands and so on may stand within each other. */
  static final int MAX_DEPTH = 20_000;

  /** How many nodes may stand above each other, about. */
  static final int MAX_HEIGHT = 200_000;

  /** The level from which on the parser needs a stack of its own: the caller's may be small, or nearly used up. */
  static final int OWN_STACK_DEPTH = 96;

  /** Enough for {@link #MAX_DEPTH} levels of an interpreted, not yet compiled parser. */
  static final long OWN_STACK_SIZE = 128L << 20;

  private int depth;
  private int height;
  private boolean exceeded;

  /**
   * Enters a level.
   *
   * @param position where the level starts, for the error
   * @return the height of what was read on the level above, to be given back to {@link #leave}
   */
  int enter(int position) {
    if (++depth > MAX_DEPTH) {
      throw tooDeep("nested more than " + MAX_DEPTH + " levels deep", position);
    }
    int outer = height;
    height = 0;
    return outer;
  }

  /** Whether the level that was just entered is the one that starts a stack of its own. */
  boolean needsOwnStack() {
    return depth == OWN_STACK_DEPTH;
  }

  /** Leaves a level. */
  void leave(int outer, int position) {
    depth--;
    height = Math.max(outer, height + 1);
    if (height > MAX_HEIGHT) {
      throw tooDeep("a chain of more than " + MAX_HEIGHT + " operators", position);
    }
  }

  /** Counts nodes that stand above what was read so far. */
  void grow(int nodes) {
    height += nodes;
  }

  /** Whether a bound was exceeded, so that reading on makes no sense. */
  boolean exceeded() {
    return exceeded;
  }

  /** How deep it is here. */
  int depth() {
    return depth;
  }

  /** Goes back to a depth, after an error. */
  void reset(int to) {
    depth = to;
  }

  private SyntaxError tooDeep(String what, int position) {
    exceeded = true;
    return new SyntaxError("expression too deep: " + what, position);
  }
}
