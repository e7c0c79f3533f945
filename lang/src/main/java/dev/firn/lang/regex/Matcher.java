package dev.firn.lang.regex;

import java.util.Arrays;

/**
 * Runs a program over a subject: a depth-first search with its own stack, which tries what libstdc++'s search tries
 * in the same order, but tries nothing twice. What it found out about (state, position) is remembered for all
 * attempts on the subject, so that time grows with states times bytes.
 *
 * <p>A loop whose body may be empty is entered at most twice at one position. Inside such a loop an outcome depends
 * on what was entered before, and only failures that hold anywhere are looked up.
 */
final class Matcher {
  /** Kinds of stack entries. An entry is three numbers: kind and state or slot, a position, a value. */
  private static final int REPEAT_NEXT = 0;

  private static final int BRANCH_NEXT = 1;
  private static final int BRANCH_JOIN = 2;
  private static final int BYTE_LOOP = 3;
  private static final int RESTORE_GROUP = 4;
  private static final int RESTORE_LOOP = 5;
  private static final int RESTORE_EMPTY_AT = 6;
  private static final int REMEMBER = 7;
  private static final int KIND_BITS = 3;

  private static final int MAX_STACK = 1 << 26;

  /** Bound of the steps that nothing remembers: so many, and so many more for each byte. */
  private static final long MAX_FORGOTTEN = 300_000;

  private static final long MAX_FORGOTTEN_PER_BYTE = 512;

  private final Program program;
  private final String subject;
  private final int length;
  private final BitTable failures;
  private final BitTable successes;
  private final int[] groups;
  private final int[] best;
  private final int[] loopPosition;
  private final int[] loopCount;

  private int[] stack = new int[48];
  private int stackSize;
  private int state;
  private int position;
  private int begin;
  private int bestEnd;

  /** Where the path entered a loop with a possibly empty body last, or -1. */
  private int emptyAt;

  /** How many more steps may be taken whose outcome is not remembered. */
  private long forgettable;

  private boolean atBegin;
  private boolean whole;
  private boolean notEmpty;

  /** Whether what was just tried led to the end of the pattern. */
  private boolean solved;

  /** Whether the best match is certain. */
  private boolean finished;

  /** Whether the first success ends the search, so that what is met twice has failed. */
  private boolean failsWhenMetAgain;

  Matcher(Program program, String subject) {
    this.program = program;
    this.subject = subject;
    length = subject.length();
    forgettable = MAX_FORGOTTEN + MAX_FORGOTTEN_PER_BYTE * length;
    long bits = (length + 1L) * program.memoCount;
    failures = new BitTable(bits);
    successes = new BitTable(bits);
    groups = new int[2 * program.groups];
    best = new int[2 * program.groups];
    loopPosition = new int[program.hasEmptyLoop ? program.op.length : 0];
    loopCount = new int[loopPosition.length];
  }

  /** Matches the whole subject. */
  boolean matchAll() {
    whole = true;
    return prepare(0, true) && attempt(0);
  }

  /**
   * Finds the first match that begins at {@code from} or later.
   *
   * @param lineBegin whether {@code from} counts as the beginning of the subject
   */
  boolean search(int from, boolean lineBegin) {
    notEmpty = false;
    prepare(from, lineBegin);
    for (int at = from; at <= length; at++) {
      boolean possible =
          program.mayBeEmpty || (at < length && program.first.contains(subject.charAt(at)));
      if (possible && attempt(at)) {
        return true;
      }
      atBegin = false;
    }
    return false;
  }

  /** Finds a match that begins at {@code from} and is not empty. */
  boolean matchNonEmptyAt(int from, boolean lineBegin) {
    notEmpty = true;
    return prepare(from, lineBegin) && attempt(from);
  }

  /** The groups of the match that was found: begin and end of each, or -1. */
  int[] groups() {
    return best.clone();
  }

  /** Forgets what an earlier success left behind. Always true. */
  private boolean prepare(int from, boolean lineBegin) {
    atBegin = lineBegin;
    failsWhenMetAgain = (whole || !program.hasBranch) && !program.hasEmptyLoop;
    Arrays.fill(groups, -1);
    Arrays.fill(loopCount, 0);
    emptyAt = -1;
    long row = (long) from * program.memoCount;
    for (int i = 0; i < program.memoCount; i++) {
      failures.clear(row + i);
      successes.clear(row + i);
    }
    return true;
  }

  private boolean attempt(int from) {
    begin = from;
    position = from;
    state = program.start;
    bestEnd = -1;
    solved = false;
    finished = false;
    stackSize = 0;
    do {
      descend();
    } while (!finished && resume());
    return bestEnd >= 0;
  }

  /** Follows one path, leaving entries on the stack for what is still to try, until it ends. */
  private void descend() {
    int[] ops = program.op;
    int[] next = program.next;
    while (!recall()) {
      int s = state;
      switch (ops[s]) {
        case Op.CHAR, Op.SET -> {
          if (position == length || !program.accepts(s, subject.charAt(position))) {
            return;
          }
          position++;
          state = next[s];
        }
        case Op.BRANCH -> {
          push(BRANCH_NEXT, s, position, 0);
          state = program.alternative[s];
        }
        case Op.REPEAT -> {
          if (!repeat(s)) {
            return;
          }
        }
        case Op.BEGIN -> setGroup(2 * program.argument[s]);
        case Op.END -> setGroup(2 * program.argument[s] + 1);
        case Op.LINE_BEGIN -> {
          if (position != begin || !atBegin) {
            return;
          }
          state = next[s];
        }
        case Op.LINE_END -> {
          if (position != length) {
            return;
          }
          state = next[s];
        }
        default -> {
          accept();
          return;
        }
      }
    }
  }

  /** Sets {@code solved} and gives true if the outcome of the current state and position is known. */
  private boolean recall() {
    int memo = program.memo[state];
    if (memo == Program.NO_MEMO) {
      return false;
    }
    long bit = (long) position * program.memoCount + memo;
    if (failures.get(bit)) {
      return true;
    }
    if (failsWhenMetAgain) {
      failures.set(bit);
      return false;
    }
    if (position == emptyAt && !program.isEnd(state)) {
      countForgotten();
      return false;
    }
    if (successes.get(bit)) {
      solved = true;
      return true;
    }
    push(REMEMBER, state, position, 0);
    return false;
  }

  private void countForgotten() {
    if (--forgettable < 0) {
      throw new RegexLimitException("too many ways through loops that may be empty");
    }
  }

  private void remember(int s, int at) {
    long bit = (long) at * program.memoCount + program.memo[s];
    if (solved) {
      successes.set(bit);
    } else {
      failures.set(bit);
    }
  }

  private void setGroup(int slot) {
    push(RESTORE_GROUP, slot, groups[slot], 0);
    groups[slot] = position;
    state = program.next[state];
  }

  private void accept() {
    if ((whole && position != length) || (notEmpty && position == begin)) {
      return;
    }
    solved = true;
    if (position > bestEnd) {
      bestEnd = position;
      System.arraycopy(groups, 0, best, 0, groups.length);
    }
    finished = whole || !program.hasBranch || position == length;
  }

  /** Enters a loop; false if that fails. */
  private boolean repeat(int head) {
    if (program.byteLoop[head]) {
      return runByteLoop(head);
    }
    push(REPEAT_NEXT, head, position, 0);
    if (program.emptyLoop[head] && !enterEmptyLoop(head)) {
      return false;
    }
    state = program.alternative[head];
    return true;
  }

  /** Runs a loop over one byte as far as it goes; false if it met a known success. */
  private boolean runByteLoop(int head) {
    int body = program.alternative[head];
    int memo = program.memo[head];
    int from = position;
    int at = from;
    while (at < length && program.accepts(body, subject.charAt(at))) {
      long bit = (at + 1L) * program.memoCount + memo;
      if (failures.get(bit)) {
        break;
      }
      if (failsWhenMetAgain) {
        failures.set(bit);
      } else if (successes.get(bit)) {
        solved = true;
        return false;
      }
      at++;
    }
    if (at == from) {
      bodyFailed(head, from);
    }
    push(BYTE_LOOP, head, at, from);
    position = at;
    state = program.next[head];
    return true;
  }

  /** Enters a loop that may come back here without a byte; false if that fails, as it does for the third time. */
  private boolean enterEmptyLoop(int head) {
    boolean again = loopCount[head] > 0 && loopPosition[head] == position;
    if ((again && loopCount[head] == 2) || bodyFails(head)) {
      return false;
    }
    countForgotten();
    push(RESTORE_LOOP, head, loopPosition[head], loopCount[head]);
    push(RESTORE_EMPTY_AT, 0, emptyAt, 0);
    loopPosition[head] = position;
    loopCount[head] = again ? 2 : 1;
    emptyAt = position;
    return true;
  }

  /** Whether all that the body of a loop can lead to from here has failed before. */
  private boolean bodyFails(int head) {
    int[] ends = program.emptyLoopEnds[head];
    if (ends == null) {
      return false;
    }
    long row = (long) position * program.memoCount;
    for (int end : ends) {
      if (!failures.get(row + end)) {
        return false;
      }
    }
    return true;
  }

  /** Takes entries from the stack until one says where to go on; false if none is left. */
  private boolean resume() {
    while (stackSize > 0) {
      stackSize -= 3;
      int kind = stack[stackSize] & (1 << KIND_BITS) - 1;
      int which = stack[stackSize] >>> KIND_BITS;
      int at = stack[stackSize + 1];
      int value = stack[stackSize + 2];
      switch (kind) {
        case REPEAT_NEXT -> {
          if (!solved) {
            return goOn(program.next[which], at);
          }
        }
        case BRANCH_NEXT -> {
          if (solved) {
            push(BRANCH_JOIN, 0, 0, 0);
            solved = false;
          }
          return goOn(program.next[which], at);
        }
        case BRANCH_JOIN -> solved = true;
        case BYTE_LOOP -> {
          if (resumeByteLoop(which, at, value)) {
            return true;
          }
        }
        case RESTORE_GROUP -> groups[which] = at;
        case RESTORE_LOOP -> {
          loopPosition[which] = at;
          loopCount[which] = value;
        }
        case RESTORE_EMPTY_AT -> emptyAt = at;
        default -> remember(which, at);
      }
    }
    return false;
  }

  private boolean goOn(int nextState, int at) {
    state = nextState;
    position = at;
    return true;
  }

  /** Leaves a byte loop one byte earlier than before, at {@code at}; false if that is not needed or not possible. */
  private boolean resumeByteLoop(int head, int at, int from) {
    if (solved) {
      for (int i = at; i > from; i--) {
        remember(head, i);
      }
      return false;
    }
    if (at == from) {
      return false;
    }
    if (!failsWhenMetAgain) {
      remember(head, at);
    }
    bodyFailed(head, at - 1);
    push(BYTE_LOOP, head, at - 1, from);
    return goOn(program.next[head], at - 1);
  }

  private void bodyFailed(int head, int at) {
    int memo = program.memo[program.alternative[head]];
    if (memo != Program.NO_MEMO) {
      failures.set((long) at * program.memoCount + memo);
    }
  }

  private void push(int kind, int which, int at, int value) {
    if (stackSize + 3 > stack.length) {
      if (stackSize > MAX_STACK) {
        throw new RegexLimitException("too many choices to remember");
      }
      stack = Arrays.copyOf(stack, 2 * stack.length);
    }
    stack[stackSize] = which << KIND_BITS | kind;
    stack[stackSize + 1] = at;
    stack[stackSize + 2] = value;
    stackSize += 3;
  }
}
