package dev.firn.lang.regex;

import dev.firn.lang.regex.Automaton.Fragment;
import dev.firn.lang.regex.Scanner.Token;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Compiles a pattern to an automaton, without recursion. */
final class Compiler {
  /** A group that is being read, with what was read of it. */
  private static final class Group {
    final int number;
    final Fragment begin;
    @Nullable Fragment branches;
    @Nullable Fragment sequence;

    Group(int number, Fragment begin) {
      this.number = number;
      this.begin = begin;
    }
  }

  private final Scanner scanner;
  private final Automaton automaton = new Automaton();
  private final BracketCompiler brackets;
  private final Deque<Group> open = new ArrayDeque<>();
  private Group group;

  Compiler(String pattern) {
    scanner = new Scanner(pattern);
    brackets = new BracketCompiler(scanner);
    group = openGroup();
  }

  Automaton compile() {
    while (scanner.token() != Token.EOF) {
      term();
    }
    if (!open.isEmpty()) {
      throw scanner.error("a group without an end");
    }
    Fragment all = automaton.append(close(endBranch()), automaton.single(Op.ACCEPT, 0));
    automaton.start = all.start();
    return automaton;
  }

  private void term() {
    Token token = scanner.token();
    switch (token) {
      case LINE_BEGIN -> assertion(Op.LINE_BEGIN);
      case LINE_END -> assertion(Op.LINE_END);
      case OR -> {
        endBranch();
        scanner.advance();
      }
      case GROUP_BEGIN -> {
        scanner.advance();
        open.push(group);
        group = openGroup();
      }
      case GROUP_END -> endGroup();
      case ANY, CHAR, BRACKET_BEGIN, NEGATED_BRACKET_BEGIN -> add(quantified(atom(token)));
      default -> throw scanner.error("a quantifier without anything to repeat");
    }
  }

  private void assertion(int op) {
    scanner.advance();
    add(automaton.single(op, 0));
  }

  private void add(Fragment fragment) {
    Fragment sequence = group.sequence;
    group.sequence = sequence == null ? fragment : automaton.append(sequence, fragment);
  }

  private Group openGroup() {
    int number = automaton.groups++;
    return new Group(number, automaton.single(Op.BEGIN, number));
  }

  private void endGroup() {
    if (open.isEmpty()) {
      throw scanner.error("the end of a group that did not begin");
    }
    Fragment branches = endBranch();
    scanner.advance();
    Fragment closed = close(branches);
    group = open.pop();
    add(quantified(closed));
  }

  private Fragment close(Fragment branches) {
    Fragment end = automaton.single(Op.END, group.number);
    return automaton.append(automaton.append(group.begin, branches), end);
  }

  /** Ends the current alternative of the group; gives it joined to those before. */
  private Fragment endBranch() {
    Fragment sequence = group.sequence;
    Fragment end = automaton.dummy();
    Fragment right = sequence == null ? end : automaton.append(sequence, end);
    Fragment left = group.branches;
    Fragment joined = left == null ? right : join(left, right);
    group.sequence = null;
    group.branches = joined;
    return joined;
  }

  private Fragment join(Fragment left, Fragment right) {
    Fragment end = automaton.dummy();
    automaton.append(left, end);
    automaton.append(right, end);
    int branch = automaton.add(Op.BRANCH, right.start(), left.start(), 0);
    return new Fragment(branch, end.end());
  }

  private Fragment atom(Token token) {
    if (token == Token.CHAR) {
      int c = scanner.value().charAt(0);
      scanner.advance();
      return automaton.single(Op.CHAR, c);
    }
    if (token == Token.ANY) {
      scanner.advance();
      ByteSet any = new ByteSet();
      any.add(0);
      any.complement();
      return automaton.set(any);
    }
    return automaton.set(brackets.compile());
  }

  private Fragment quantified(Fragment atom) {
    Fragment result = atom;
    while (true) {
      switch (scanner.token()) {
        case STAR -> {
          scanner.advance();
          result = star(result);
        }
        case PLUS -> {
          scanner.advance();
          result = automaton.append(result, automaton.repeat(result.start()));
        }
        case OPTIONAL -> {
          scanner.advance();
          result = optional(result);
        }
        case BRACE_BEGIN -> {
          scanner.advance();
          result = counted(result);
        }
        default -> {
          return result;
        }
      }
    }
  }

  private Fragment star(Fragment body) {
    Fragment head = automaton.repeat(body.start());
    automaton.append(body, head);
    return head;
  }

  private Fragment optional(Fragment body) {
    Fragment end = automaton.dummy();
    Fragment head = automaton.repeat(body.start());
    automaton.append(body, end);
    return automaton.append(head, end);
  }

  private Fragment counted(Fragment body) {
    Fragment result = automaton.dummy();
    int least = number();
    boolean unbounded = false;
    long more = 0;
    if (scanner.token() == Token.COMMA) {
      scanner.advance();
      if (scanner.token() == Token.NUMBER) {
        more = (long) number() - least;
      } else {
        unbounded = true;
      }
    }
    if (scanner.token() != Token.BRACE_END) {
      throw scanner.error("braces without an end");
    }
    scanner.advance();
    for (int i = 0; i < least; i++) {
      result = automaton.append(result, automaton.copy(body));
    }
    return unbounded
        ? automaton.append(result, star(automaton.copy(body)))
        : upTo(more, result, body);
  }

  /** Appends up to {@code count} copies of a body, each inside the one before. */
  private Fragment upTo(long count, Fragment least, Fragment body) {
    if (count < 0) {
      throw scanner.error("a greatest number of repetitions below the least");
    }
    Fragment result = least;
    Fragment end = automaton.dummy();
    int[] heads = new int[16];
    int made = 0;
    for (long i = 0; i < count; i++) {
      Fragment copy = automaton.copy(body);
      int head = automaton.add(Op.REPEAT, Automaton.NONE, copy.start(), 0);
      heads = made == heads.length ? Arrays.copyOf(heads, 2 * made) : heads;
      heads[made++] = head;
      result = automaton.append(result, new Fragment(head, copy.end()));
    }
    result = automaton.append(result, end);
    for (int i = 0; i < made; i++) {
      automaton.next[heads[i]] = end.start();
    }
    return result;
  }

  /** Reads a number as an {@code int} does that is too small for it: the result is cut to 32 bits. */
  private int number() {
    if (scanner.token() != Token.NUMBER) {
      throw scanner.error("braces without a number");
    }
    String digits = scanner.value();
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = value * 10 + digits.charAt(i) - '0';
    }
    scanner.advance();
    return (int) value;
  }
}
