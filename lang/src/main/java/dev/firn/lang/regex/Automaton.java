package dev.firn.lang.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The states of a pattern while it is compiled. States are never removed, and are made in the order and number in
 * which libstdc++ makes them, so that the limit on their number refuses the same patterns.
 */
final class Automaton {
  /** No state. */
  static final int NONE = -1;

  private static final int MAX_STATES = 100_000;

  /** A piece of the automaton with one way in and one way out. */
  record Fragment(int start, int end) {}

  int[] op = new int[16];
  int[] next = new int[16];
  int[] alternative = new int[16];
  int[] argument = new int[16];
  int size;
  int groups;
  int start = NONE;
  final List<ByteSet> sets = new ArrayList<>();
  private int[] copies = new int[0];

  /** Adds a state that leads nowhere yet. */
  int add(int op, int next, int alternative, int argument) {
    if (size == MAX_STATES) {
      throw new RegexLimitException("more than " + MAX_STATES + " states");
    }
    if (size == this.op.length) {
      grow();
    }
    this.op[size] = op;
    this.next[size] = next;
    this.alternative[size] = alternative;
    this.argument[size] = argument;
    return size++;
  }

  private void grow() {
    op = Arrays.copyOf(op, 2 * size);
    next = Arrays.copyOf(next, 2 * size);
    alternative = Arrays.copyOf(alternative, 2 * size);
    argument = Arrays.copyOf(argument, 2 * size);
  }

  Fragment single(int op, int argument) {
    int state = add(op, NONE, NONE, argument);
    return new Fragment(state, state);
  }

  Fragment dummy() {
    return single(Op.DUMMY, 0);
  }

  /** A loop head that leads to {@code body} or, with nothing appended yet, onwards. */
  Fragment repeat(int body) {
    int state = add(Op.REPEAT, NONE, body, 0);
    return new Fragment(state, state);
  }

  Fragment set(ByteSet set) {
    sets.add(set);
    return single(Op.SET, sets.size() - 1);
  }

  Fragment append(Fragment first, Fragment second) {
    next[first.end] = second.start;
    return new Fragment(first.start, second.end);
  }

  /** Copies all states of a fragment. */
  Fragment copy(Fragment original) {
    if (copies.length < size) {
      copies = Arrays.copyOf(copies, op.length);
    }
    IntStack visited = new IntStack();
    copyStates(original, visited);
    for (int i = 0; i < visited.size(); i++) {
      relink(copies[visited.get(i)]);
    }
    Fragment copy = new Fragment(copies[original.start], copies[original.end]);
    for (int i = 0; i < visited.size(); i++) {
      copies[visited.get(i)] = 0;
    }
    return copy;
  }

  /** Sets {@code copies}, where 0 stands for none: the first state of a pattern is never copied. */
  private void copyStates(Fragment original, IntStack visited) {
    IntStack pending = new IntStack();
    pending.push(original.start);
    while (pending.size() > 0) {
      int state = pending.pop();
      if (copies[state] == 0) {
        visited.push(state);
      }
      copies[state] = add(op[state], next[state], alternative[state], argument[state]);
      if (Op.hasAlternative(op[state])) {
        pushIfNew(pending, alternative[state]);
      }
      if (state != original.end) {
        pushIfNew(pending, next[state]);
      }
    }
  }

  private void pushIfNew(IntStack pending, int state) {
    if (state != NONE && copies[state] == 0) {
      pending.push(state);
    }
  }

  private void relink(int copy) {
    if (next[copy] != NONE) {
      next[copy] = copies[next[copy]];
    }
    if (alternative[copy] != NONE) {
      alternative[copy] = copies[alternative[copy]];
    }
  }

  /** Follows dummies from a state to the first state that does something. */
  int skipDummies(int state) {
    int s = state;
    while (s != NONE && op[s] == Op.DUMMY) {
      s = next[s];
    }
    return s;
  }
}
