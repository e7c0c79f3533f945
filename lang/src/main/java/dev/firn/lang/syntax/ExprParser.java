package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Attrs;
import dev.firn.lang.syntax.Expr.Formals;
import dev.firn.lang.syntax.Expr.Lambda;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions by recursive descent, operators by precedence climbing.
 *
 * <p>Three things follow Nix's own parser closely, because programs and people see them: the positions of the nodes, the
 * order in which names become symbols (the argument of a function after its body), and which error is found first. The next
 * token is therefore read only when it is needed.
 */
final class ExprParser {
  // What nested() reads; numbers above are the least precedence of an operand's operators.
  private static final int EXPR = -3;
  private static final int SELECT = -2;
  private static final int PIPE = -1;

  private static final int NONE = Positions.NONE;

  private final Tokens tokens;
  private final Lexer lexer;
  private final Nesting nesting = new Nesting();
  private final ExprStack stack = new ExprStack();
  private final OperatorParser operators;
  private final SimpleParser simple;
  private final BindingsParser bindings;
  private final FormalsParser formals;

  ExprParser(Tokens tokens, Positions positions, ParseOptions options, Diagnostics diagnostics) {
    this.tokens = tokens;
    this.lexer = tokens.lexer();
    this.operators = new OperatorParser(this, tokens, diagnostics);
    this.simple = new SimpleParser(this, tokens, options, diagnostics);
    this.bindings = new BindingsParser(this, tokens, positions, diagnostics);
    this.formals = new FormalsParser(this, tokens);
  }

  Nesting nesting() {
    return nesting;
  }

  ExprStack stack() {
    return stack;
  }

  BindingsParser bindings() {
    return bindings;
  }

  OperatorParser operators() {
    return operators;
  }

  SimpleParser simple() {
    return simple;
  }

  /** Reads an expression within another. */
  Expr expr() {
    int outer = nesting.enter();
    Expr expr = nesting.isShallow() ? function() : deep(EXPR);
    nesting.leave(outer);
    return expr;
  }

  /** Reads a list's element, or what stands behind {@code or}. */
  Expr select() {
    int outer = nesting.enter();
    Expr expr = nesting.isShallow() ? read(SELECT) : deep(SELECT);
    nesting.leave(outer);
    return expr;
  }

  /** Reads the right operand of an operator that groups to the right, or the operand of a prefix. */
  Expr operand(int precedence) {
    int outer = nesting.enter();
    Expr expr = nesting.isShallow() ? read(precedence) : deep(precedence);
    nesting.leave(outer);
    return expr;
  }

  /** Reads what stands behind {@code <|}. */
  Expr pipeOperand() {
    return operand(PIPE);
  }

  private Expr deep(int what) {
    int position = tokens.position(tokens.offset());
    return nesting.needsOwnStack(position) ? OwnStack.call(() -> read(what)) : read(what);
  }

  private Expr read(int what) {
    return switch (what) {
      case EXPR -> function();
      case SELECT -> operators.select(null, tokens.offset());
      case PIPE -> operators.pipeFrom(tokens.offset());
      default -> operators.operators(what, null, tokens.offset());
    };
  }

  // ---- functions and what looks like them

  private Expr function() {
    int kind = tokens.peek();
    int begin = lexer.begin;
    return switch (kind) {
      case Token.ID -> named(begin);
      case Token.LBRACE -> braces(begin);
      case Token.LET -> let(begin);
      case Token.IF -> conditional(begin);
      case Token.WITH -> with(begin);
      case Token.ASSERT -> assertion(begin);
      default -> operators.pipe(null, begin);
    };
  }

  private Expr named(int begin) {
    int end = lexer.end;
    int hash = lexer.hash;
    int doc = lexer.doc;
    tokens.take();
    int kind = tokens.peek();
    if (kind == Token.COLON) {
      tokens.take();
      Expr body = expr();
      return lambda(begin, tokens.symbol(begin, end, hash), null, body, doc);
    }
    if (kind == Token.AT) {
      tokens.take();
      tokens.expect(Token.LBRACE);
      FormalsParser.Draft draft = formals.read();
      tokens.expect(Token.COLON);
      Expr body = expr();
      Symbol arg = tokens.symbol(begin, end, hash);
      return lambda(begin, arg, draft.toFormals(arg, tokens.position(begin)), body, doc);
    }
    return operators.pipe(simple.variable(begin, end, hash), begin);
  }

  private Expr braces(int begin) {
    int doc = lexer.doc;
    tokens.take();
    switch (tokens.peek()) {
      case Token.ELLIPSIS -> {
        return formalSet(formals.read(), begin, doc);
      }
      case Token.RBRACE -> {
        tokens.take();
        if (tokens.peek() == Token.COLON || tokens.peek() == Token.AT) {
          return formalSet(formals.none(), begin, doc);
        }
        return operators.pipe(Bindings.empty(tokens.position(begin), false), begin);
      }
      case Token.ID -> {
        return bracesName(begin, doc);
      }
      default -> {
        return operators.pipe(bindings.set(tokens.position(begin), false, Token.RBRACE), begin);
      }
    }
  }

  /** Reads on behind a brace and in front of an identifier: both a function and a set may start so. */
  private Expr bracesName(int begin, int doc) {
    int nameBegin = lexer.begin;
    int nameEnd = lexer.end;
    int hash = lexer.hash;
    int nameDoc = lexer.doc;
    tokens.take();
    switch (tokens.peek()) {
      case Token.COMMA, Token.QUESTION, Token.RBRACE -> {
        return formalSet(formals.readFrom(nameBegin, nameEnd, hash), begin, doc);
      }
      default -> {
        Attrs attrs = Bindings.empty(tokens.position(begin), false);
        bindings.setFrom(attrs, tokens.symbol(nameBegin, nameEnd, hash), nameBegin, nameDoc);
        return operators.pipe(attrs, begin);
      }
    }
  }

  /** Reads on behind the braces of a function. */
  private Expr formalSet(FormalsParser.Draft draft, int begin, int doc) {
    int kind = tokens.peek();
    int position = tokens.position(begin);
    if (kind == Token.COLON) {
      tokens.take();
      Expr body = expr();
      return lambda(begin, null, draft.toFormals(null, position), body, doc);
    }
    if (kind != Token.AT) {
      throw tokens.unexpected(Token.COLON, Token.AT);
    }
    tokens.take();
    tokens.expect(Token.ID);
    int argBegin = lexer.begin;
    int argEnd = lexer.end;
    int argHash = lexer.hash;
    tokens.expect(Token.COLON);
    Expr body = expr();
    Symbol arg = tokens.symbol(argBegin, argEnd, argHash);
    return lambda(begin, arg, draft.toFormals(arg, position), body, doc);
  }

  private Lambda lambda(
      int begin, @Nullable Symbol arg, @Nullable Formals formals, Expr body, int doc) {
    int comment = doc < 0 ? NONE : tokens.position(doc);
    Expr documented = Lambdas.documented(body, comment);
    return new Lambda(tokens.position(begin), null, arg, formals, documented, comment);
  }

  private Expr let(int begin) {
    tokens.take();
    if (tokens.peek() == Token.LBRACE) {
      return operators.pipe(simple.legacyLet(begin), begin);
    }
    Attrs attrs = bindings.set(NONE, false, Token.IN);
    Expr body = expr();
    if (!attrs.dynamic().isEmpty()) {
      throw new SyntaxError("dynamic attributes not allowed in let", tokens.position(begin));
    }
    return new Expr.Let(NONE, attrs, body);
  }

  private Expr conditional(int begin) {
    tokens.take();
    Expr condition = expr();
    tokens.expect(Token.THEN);
    Expr then = expr();
    tokens.expect(Token.ELSE);
    Expr otherwise = expr();
    return new Expr.If(tokens.position(begin), condition, then, otherwise);
  }

  private Expr with(int begin) {
    tokens.take();
    Expr scope = expr();
    tokens.expect(Token.SEMICOLON);
    Expr body = expr();
    return new Expr.With(tokens.position(begin), scope, body);
  }

  private Expr assertion(int begin) {
    tokens.take();
    Expr condition = expr();
    tokens.expect(Token.SEMICOLON);
    Expr body = expr();
    return new Expr.Assert(tokens.position(begin), condition, body);
  }
}
