package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.AttrName;
import dev.firn.lang.syntax.Expr.Binary;
import dev.firn.lang.syntax.Expr.Call;
import dev.firn.lang.syntax.Expr.Concat;
import dev.firn.lang.syntax.Expr.HasAttr;
import dev.firn.lang.syntax.Expr.Int;
import dev.firn.lang.syntax.Expr.Not;
import dev.firn.lang.syntax.Expr.Operator;
import dev.firn.lang.syntax.Expr.Part;
import dev.firn.lang.syntax.Expr.Select;
import dev.firn.lang.syntax.Expr.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads operators, calls and selections.
 *
 * <p>Most methods take the beginning of the expression and, if it was read already to find out what it is, its first part.
 */
final class OperatorParser {
  private static final int NONE = Positions.NONE;
  private static final Symbol SUB = Symbol.of("__sub");
  private static final Symbol LESS_THAN = Symbol.of("__lessThan");
  private static final Symbol MUL = Symbol.of("__mul");
  private static final Symbol DIV = Symbol.of("__div");
  private static final Symbol OR = Symbol.of("or");

  private final ExprParser parser;
  private final ExprStack stack;
  private final Tokens tokens;
  private final Lexer lexer;
  private final Diagnostics diagnostics;

  /** The end of {@code e or}, if the selection just read is that, else -1. */
  private int cursedOr = -1;

  OperatorParser(ExprParser parser, Tokens tokens, Diagnostics diagnostics) {
    this.parser = parser;
    this.stack = parser.stack();
    this.tokens = tokens;
    this.lexer = tokens.lexer();
    this.diagnostics = diagnostics;
  }

  /** Reads an expression that is no function: {@code a |> b |> c}, {@code a <| b <| c} or operators. */
  Expr pipe(@Nullable Expr first, int begin) {
    Expr left = operators(Precedence.LOWEST, first, begin);
    if (lexer.kind == Token.PIPE_FROM) {
      return pipeFrom(left);
    }
    while (lexer.kind == Token.PIPE_INTO) {
      int position = tokens.position(lexer.begin);
      tokens.take();
      left = apply(position, operators(Precedence.LOWEST, null, tokens.offset()), left);
      parser.nesting().grow(1, position);
    }
    return left;
  }

  /** Reads {@code a <| b <| c} or operators. */
  Expr pipeFrom(int begin) {
    Expr left = operators(Precedence.LOWEST, null, begin);
    return lexer.kind == Token.PIPE_FROM ? pipeFrom(left) : left;
  }

  private Expr pipeFrom(Expr left) {
    int position = tokens.position(lexer.begin);
    tokens.take();
    return apply(position, left, parser.pipeOperand());
  }

  /** Reads operators that bind at least as tightly as given, and looks at the token behind. */
  Expr operators(int least, @Nullable Expr first, int begin) {
    Expr left = first == null ? prefix(begin) : application(first, begin);
    int forbidden = 0;
    while (true) {
      int kind = lexer.kind;
      int precedence = Precedence.of(kind);
      if (precedence < least) {
        return left;
      }
      if (precedence == forbidden) {
        throw tokens.unexpected();
      }
      int position = tokens.position(lexer.begin);
      left = infix(kind, precedence, left, begin);
      forbidden = Precedence.groupsNever(precedence) ? precedence : 0;
      parser.nesting().grow(1, position);
    }
  }

  private Expr prefix(int begin) {
    int kind = tokens.peek();
    if (kind == Token.NOT) {
      tokens.take();
      Expr operand = parser.operand(Precedence.NOT + 1);
      return new Not(operand.position(), operand);
    }
    if (kind == Token.MINUS) {
      tokens.take();
      Expr operand = parser.operand(Precedence.NEGATE + 1);
      return new Call(
          tokens.position(begin), new Var(NONE, SUB), Arrays.asList(new Int(NONE, 0), operand));
    }
    return application(null, begin);
  }

  private Expr infix(int kind, int precedence, Expr left, int begin) {
    int position = tokens.position(lexer.begin);
    tokens.take();
    if (kind == Token.QUESTION) {
      HasAttr hasAttr = new HasAttr(left.position(), left, parser.bindings().path());
      tokens.peek();
      return hasAttr;
    }
    int rightBegin = tokens.offset();
    Expr right =
        Precedence.groupsRight(precedence)
            ? parser.operand(precedence)
            : operators(precedence + 1, null, rightBegin);
    return switch (kind) {
      case Token.PLUS ->
          new Concat(
              position,
              false,
              Arrays.asList(
                  new Part(tokens.position(begin), left),
                  new Part(tokens.position(rightBegin), right)));
      case Token.MINUS -> call(position, SUB, left, right);
      case Token.TIMES -> call(position, MUL, left, right);
      case Token.DIVIDE -> call(position, DIV, left, right);
      case Token.LT -> call(position, LESS_THAN, left, right);
      case Token.GT -> call(position, LESS_THAN, right, left);
      case Token.LEQ -> new Not(position, call(position, LESS_THAN, right, left));
      case Token.GEQ -> new Not(position, call(position, LESS_THAN, left, right));
      default -> new Binary(position, operator(kind), left, right);
    };
  }

  private static Call call(int position, Symbol function, Expr first, Expr second) {
    return new Call(position, new Var(NONE, function), Arrays.asList(first, second));
  }

  private static Operator operator(int kind) {
    return switch (kind) {
      case Token.EQ -> Operator.EQ;
      case Token.NEQ -> Operator.NEQ;
      case Token.AND -> Operator.AND;
      case Token.OR -> Operator.OR;
      case Token.IMPL -> Operator.IMPL;
      case Token.UPDATE -> Operator.UPDATE;
      default -> Operator.CONCAT_LISTS;
    };
  }

  /** A call with one more argument: a call of a call is one call, at the inner one's position. */
  private static Expr apply(int position, Expr function, Expr argument) {
    if (function instanceof Call call) {
      List<Expr> arguments = new ArrayList<>(call.arguments().size() + 1);
      arguments.addAll(call.arguments());
      arguments.add(argument);
      return new Call(call.position(), call.function(), arguments);
    }
    return new Call(position, function, Arrays.asList(argument));
  }

  private Expr application(@Nullable Expr first, int begin) {
    Expr function = select(first, begin);
    if (!SimpleParser.starts(lexer.kind)) {
      return function;
    }
    int position = tokens.position(begin);
    int mark = stack.mark();
    if (function instanceof Call call) {
      function = call.function();
      position = call.position();
      stack.pushAll(call.arguments());
    }
    do {
      Expr argument = select(null, lexer.begin);
      warnIfCursedOr(argument);
      stack.push(argument);
    } while (SimpleParser.starts(lexer.kind));
    return new Call(position, function, stack.pop(mark));
  }

  /** Reads a list's element. */
  Expr element() {
    Expr element = parser.select();
    warnIfCursedOr(element);
    return element;
  }

  /**
   * Reads {@code e}, {@code e.path}, {@code e.path or fallback} or {@code e or}. The token behind is read
   * as well.
   */
  Expr select(@Nullable Expr first, int begin) {
    Expr subject = first == null ? parser.simple().read(begin) : first;
    cursedOr = -1;
    int kind = tokens.peek();
    if (kind == Token.DOT) {
      tokens.take();
      return selection(subject, begin);
    }
    if (kind == Token.OR_KW) {
      tokens.take();
      cursedOr = lexer.end;
      tokens.peek();
      int position = tokens.position(begin);
      return new Call(position, subject, Arrays.asList(new Var(position, OR)));
    }
    return subject;
  }

  private Expr selection(Expr subject, int begin) {
    List<AttrName> path = parser.bindings().path();
    Expr fallback = null;
    if (tokens.peek() == Token.OR_KW) {
      tokens.take();
      fallback = parser.select();
      warnIfCursedOr(fallback);
    }
    cursedOr = -1;
    return new Select(tokens.position(begin), subject, path, fallback);
  }

  /** Warns about {@code e or} where reading {@code or} as a variable would change the meaning. */
  private void warnIfCursedOr(Expr expr) {
    if (cursedOr < 0) {
      return;
    }
    diagnostics.warnCursedOr(expr.position(), tokens.position(cursedOr));
  }
}
