package dev.firn.lang.regex;

import org.jspecify.annotations.Nullable;

/**
 * Finds the loops of a program that can come back to their head without consuming a byte: the heads that lie, with
 * their body's first state, in one strongly connected component of the edges that consume nothing (Tarjan's
 * algorithm, without recursion).
 */
final class EmptyLoops {
  private final Program program;
  private final int[] index;
  private final int[] low;
  private final int[] component;
  private final IntStack path = new IntStack();
  private final IntStack work = new IntStack();
  private int counter;
  private int components;

  private EmptyLoops(Program program) {
    this.program = program;
    int states = program.op.length;
    index = new int[states];
    low = new int[states];
    component = new int[states];
  }

  /** For each state, whether it is the head of such a loop. */
  static boolean[] find(Program program) {
    EmptyLoops search = new EmptyLoops(program);
    boolean[] result = new boolean[program.op.length];
    for (int state = 0; state < result.length; state++) {
      if (program.op[state] == Op.REPEAT) {
        search.visit(state);
        int body = program.alternative[state];
        result[state] = search.component[state] == search.component[body];
      }
    }
    return result;
  }

  /** What {@link Program#emptyLoopEnds} says. */
  static int[] @Nullable [] ends(Program program) {
    int[] @Nullable [] result = new int[program.op.length][];
    for (int head = 0; head < result.length; head++) {
      if (program.emptyLoop[head]) {
        result[head] = endsFrom(program, program.alternative[head]);
      }
    }
    return result;
  }

  private static int[] endsFrom(Program program, int from) {
    boolean[] seen = new boolean[program.op.length];
    IntStack ends = new IntStack();
    IntStack pending = new IntStack();
    pending.push(from);
    while (pending.size() > 0) {
      int state = pending.pop();
      if (state == Automaton.NONE || seen[state]) {
        continue;
      }
      seen[state] = true;
      if (program.isEnd(state)) {
        ends.push(program.memo[state]);
      } else {
        pending.push(program.next[state]);
        pending.push(program.alternative[state]);
      }
    }
    return ends.toArray();
  }

  /** Each entry of the work stack is a state and, below it, how many of its edges were followed. */
  private void visit(int from) {
    enter(from);
    while (work.size() > 0) {
      int state = work.pop();
      int edge = work.pop();
      if (edge < 2) {
        work.push(edge + 1);
        work.push(state);
        follow(state, edge == 0 ? program.next[state] : program.alternative[state]);
      } else {
        leave(state);
      }
    }
  }

  private void enter(int state) {
    if (index[state] == 0) {
      index[state] = low[state] = ++counter;
      path.push(state);
      work.push(program.consumes(state) ? 2 : 0);
      work.push(state);
    }
  }

  private void follow(int state, int target) {
    if (target == Automaton.NONE) {
      return;
    }
    if (index[target] == 0) {
      enter(target);
    } else if (component[target] == 0) {
      low[state] = Math.min(low[state], low[target]);
    }
  }

  private void leave(int state) {
    if (low[state] == index[state]) {
      components++;
      int member;
      do {
        member = path.pop();
        component[member] = components;
      } while (member != state);
    }
    if (work.size() > 0) {
      int parent = work.get(work.size() - 1);
      if (component[state] == 0) {
        low[parent] = Math.min(low[parent], low[state]);
      }
    }
  }
}
