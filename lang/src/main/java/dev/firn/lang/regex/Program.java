package dev.firn.lang.regex;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An automaton made ready to run: only states that can be reached, without dummies, with what the matcher needs to
 * know about each. Immutable.
 */
final class Program {
  /** The number that {@link #memo} gives to a state whose outcomes are not remembered. */
  static final int NO_MEMO = -1;

  private static final long MAX_EMPTY_LOOP_WORK = 4_000_000;

  final int start;
  final int groups;
  final int[] op;
  final int[] next;
  final int[] alternative;
  final int[] argument;
  final ByteSet[] sets;

  /**
   * The number of each state whose outcomes are remembered: where several states lead to, byte loops, and the ends of
   * what a loop that may be empty does without a byte.
   */
  final int[] memo;

  final int memoCount;

  /** The loops that can come back to their head without consuming a byte. */
  final boolean[] emptyLoop;

  final boolean hasEmptyLoop;

  /**
   * For the head of each loop that may be empty: the memo numbers of the states that consume a byte or accept and
   * that its body leads to without a byte. Where all of those fail, the body does.
   */
  final int[] @Nullable [] emptyLoopEnds;

  /** The loops over one byte, such as {@code [a-z]*}. */
  final boolean[] byteLoop;

  final boolean hasBranch;

  /** The bytes that a match can begin with. */
  final ByteSet first = new ByteSet();

  /** Whether a match may be empty. */
  final boolean mayBeEmpty;

  private Program(Automaton automaton) {
    int[] number = new int[automaton.size];
    int[] original = reachable(automaton, number);
    int count = original.length;
    op = new int[count];
    next = new int[count];
    alternative = new int[count];
    argument = new int[count];
    for (int i = 0; i < count; i++) {
      int state = original[i];
      op[i] = automaton.op[state];
      argument[i] = automaton.argument[state];
      next[i] = target(automaton, automaton.next[state], number);
      alternative[i] = target(automaton, automaton.alternative[state], number);
    }
    start = number[automaton.skipDummies(automaton.start)] - 1;
    groups = automaton.groups;
    sets = automaton.sets.toArray(new ByteSet[0]);
    byteLoop = byteLoops();
    emptyLoop = EmptyLoops.find(this);
    int emptyLoops = count(emptyLoop);
    hasEmptyLoop = emptyLoops > 0;
    memo = new int[count];
    memoCount = numberMemos();
    boolean affordable = (long) emptyLoops * count < MAX_EMPTY_LOOP_WORK;
    emptyLoopEnds = affordable ? EmptyLoops.ends(this) : new int[count][];
    hasBranch = hasBranch();
    mayBeEmpty = findFirst();
  }

  static Program of(Automaton automaton) {
    return new Program(automaton);
  }

  /** Finds the states that can be reached; {@code number} gets one more than the index of each in the result. */
  private static int[] reachable(Automaton automaton, int[] number) {
    int[] found = new int[automaton.size];
    int count = 0;
    IntStack pending = new IntStack();
    pending.push(automaton.skipDummies(automaton.start));
    while (pending.size() > 0) {
      int state = pending.pop();
      if (state == Automaton.NONE || number[state] != 0) {
        continue;
      }
      found[count++] = state;
      number[state] = count;
      pending.push(automaton.skipDummies(automaton.next[state]));
      pending.push(automaton.skipDummies(automaton.alternative[state]));
    }
    return Arrays.copyOf(found, count);
  }

  private static int target(Automaton automaton, int state, int[] number) {
    int target = automaton.skipDummies(state);
    return target == Automaton.NONE ? Automaton.NONE : number[target] - 1;
  }

  boolean consumes(int state) {
    return op[state] == Op.CHAR || op[state] == Op.SET;
  }

  /** Whether a state ends what can be done without a byte. */
  boolean isEnd(int state) {
    return consumes(state) || op[state] == Op.ACCEPT;
  }

  /** Whether a state that consumes a byte consumes this one. */
  boolean accepts(int state, char c) {
    return op[state] == Op.CHAR ? c == argument[state] : sets[argument[state]].contains(c);
  }

  private int numberMemos() {
    int[] incoming = new int[op.length];
    for (int i = 0; i < op.length; i++) {
      if (next[i] != Automaton.NONE) {
        incoming[next[i]]++;
      }
      if (alternative[i] != Automaton.NONE) {
        incoming[alternative[i]]++;
      }
    }
    int count = 0;
    for (int i = 0; i < op.length; i++) {
      boolean remembered =
          (hasEmptyLoop && isEnd(i)) || byteLoop[i] || (incoming[i] > 1 && op[i] != Op.ACCEPT);
      memo[i] = remembered ? count++ : NO_MEMO;
    }
    return count;
  }

  private boolean[] byteLoops() {
    boolean[] result = new boolean[op.length];
    for (int i = 0; i < op.length; i++) {
      result[i] = op[i] == Op.REPEAT && consumes(alternative[i]) && next[alternative[i]] == i;
    }
    return result;
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  private boolean hasBranch() {
    for (int code : op) {
      if (code == Op.BRANCH) {
        return true;
      }
    }
    return false;
  }

  private boolean findFirst() {
    boolean empty = false;
    boolean[] seen = new boolean[op.length];
    IntStack pending = new IntStack();
    pending.push(start);
    while (pending.size() > 0) {
      int state = pending.pop();
      if (state == Automaton.NONE || seen[state]) {
        continue;
      }
      seen[state] = true;
      if (op[state] == Op.CHAR) {
        first.add(argument[state]);
      } else if (op[state] == Op.SET) {
        first.addAll(sets[argument[state]]);
      } else {
        empty |= op[state] == Op.ACCEPT;
        pending.push(next[state]);
        pending.push(alternative[state]);
      }
    }
    return empty;
  }
}
