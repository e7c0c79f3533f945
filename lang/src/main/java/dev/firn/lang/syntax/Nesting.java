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
  static final int OWN_STACK_DEPTH = 64;

  /** Enough for {@link #MAX_DEPTH} levels of an interpreted, not yet compiled parser. */
  static final long OWN_STACK_SIZE = 128L << 20;

  private int depth;
  private int height;
  private boolean exceeded;

  /** Enters a level. Gives the height of what was read on the level above, to be given back to {@link #leave}. */
  int enter() {
    int outer = height;
    height = 0;
    depth++;
    return outer;
  }

  /** Leaves a level. */
  void leave(int outer) {
    depth--;
    height = outer > height ? outer : height + 1;
  }

  /** Whether the level that was just entered may simply be read on the stack of the caller's thread. */
  boolean isShallow() {
    return depth < OWN_STACK_DEPTH;
  }

  /**
   * Whether the level that was just entered is the one that starts a stack of its own.
   *
   * @param position where the level starts
   * @throws SyntaxError if it is one level too many
   */
  boolean needsOwnStack(int position) {
    if (depth > MAX_DEPTH) {
      throw exceeded(
          "expression is nested too deeply, more than " + MAX_DEPTH + " levels", position);
    }
    return depth == OWN_STACK_DEPTH;
  }

  /**
   * Counts nodes that stand above what was read so far.
   *
   * @throws SyntaxError if they are too many
   */
  void grow(int nodes, int position) {
    height += nodes;
    if (height > MAX_HEIGHT) {
      throw exceeded(
          "expression has too many operators in a row, more than " + MAX_HEIGHT, position);
    }
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

  private SyntaxError exceeded(String message, int position) {
    exceeded = true;
    return new SyntaxError(message, position);
  }
}
