package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.AttrName;
import dev.firn.lang.syntax.Expr.Attrs;
import dev.firn.lang.syntax.Expr.Call;
import dev.firn.lang.syntax.Expr.Concat;
import dev.firn.lang.syntax.Expr.CurPos;
import dev.firn.lang.syntax.Expr.Int;
import dev.firn.lang.syntax.Expr.ListOf;
import dev.firn.lang.syntax.Expr.Part;
import dev.firn.lang.syntax.Expr.Path;
import dev.firn.lang.syntax.Expr.Real;
import dev.firn.lang.syntax.Expr.Select;
import dev.firn.lang.syntax.Expr.Str;
import dev.firn.lang.syntax.Expr.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what operators and calls are made of: names, literals, lists, sets and parentheses. */
final class SimpleParser {
  private static final int NONE = Positions.NONE;
  private static final Symbol FIND_FILE = Symbol.of("__findFile");
  private static final Symbol NIX_PATH = Symbol.of("__nixPath");
  private static final Symbol BODY = Symbol.of("body");
  private static final String CUR_POS = "__curPos";
  private static final int CUR_POS_HASH = CUR_POS.hashCode();

  private static final boolean[] STARTS = new boolean[Token.COUNT];

  static {
    int[] kinds = {
      Token.ID, Token.INT, Token.FLOAT, Token.QUOTE, Token.IND_OPEN, Token.PATH, Token.HPATH,
      Token.SPATH, Token.URI, Token.LPAREN, Token.LET, Token.REC, Token.LBRACE, Token.LBRACKET
    };
    for (int kind : kinds) {
      STARTS[kind] = true;
    }
  }

  private final ExprParser parser;
  private final ExprStack stack;
  private final Tokens tokens;
  private final Lexer lexer;
  private final ParseOptions options;
  private final Lints lints;

  SimpleParser(ExprParser parser, Tokens tokens, ParseOptions options, Diagnostics diagnostics) {
    this.parser = parser;
    this.stack = parser.stack();
    this.tokens = tokens;
    this.lexer = tokens.lexer();
    this.options = options;
    this.lints = new Lints(options, diagnostics);
  }

  /** Whether a token starts a simple expression. */
  static boolean starts(int kind) {
    return STARTS[kind];
  }

  /** Reads a simple expression that begins at the next token. */
  Expr read(int begin) {
    int kind = tokens.peek();
    if (!STARTS[kind]) {
      throw tokens.unexpected();
    }
    tokens.take();
    return switch (kind) {
      case Token.ID -> variable(begin, lexer.end, lexer.hash);
      case Token.INT -> new Int(NONE, lexer.integer);
      case Token.FLOAT -> new Real(NONE, lexer.real);
      case Token.QUOTE -> string();
      case Token.IND_OPEN -> indentedString(begin);
      case Token.PATH, Token.HPATH -> path(kind, begin);
      case Token.SPATH -> lookupPath(begin);
      case Token.URI -> uri(begin);
      case Token.LPAREN -> parentheses();
      case Token.LET -> legacyLet(begin);
      case Token.REC -> recursiveSet(begin);
      case Token.LBRACE -> parser.bindings().set(tokens.position(begin), false, Token.RBRACE);
      default -> list();
    };
  }

  /** The variable with a name that was read. */
  Expr variable(int begin, int end, int hash) {
    int position = tokens.position(begin);
    if (hash == CUR_POS_HASH && lexer.slice(begin, end).equals(CUR_POS)) {
      return new CurPos(position);
    }
    return new Var(position, tokens.symbol(begin, end, hash));
  }

  private Expr parentheses() {
    Expr expr = parser.expr();
    tokens.expect(Token.RPAREN);
    return expr;
  }

  /** Reads {@code let { ... }} behind the {@code let}: the attribute {@code body} of a recursive set. */
  Expr legacyLet(int begin) {
    tokens.expect(Token.LBRACE);
    int position = tokens.position(begin);
    Attrs attrs = parser.bindings().set(position, true, Token.RBRACE);
    return new Select(position, attrs, Arrays.asList(new AttrName(BODY, null)), null);
  }

  private Expr recursiveSet(int begin) {
    tokens.expect(Token.LBRACE);
    return parser.bindings().set(tokens.position(begin), true, Token.RBRACE);
  }

  private Expr list() {
    int mark = stack.mark();
    while (STARTS[tokens.peek()]) {
      stack.push(parser.operators().element());
    }
    if (!tokens.accept(Token.RBRACKET)) {
      throw tokens.unexpected();
    }
    List<Expr> elements = stack.pop(mark);
    int position = elements.isEmpty() ? NONE : elements.get(0).position();
    return new ListOf(position, elements);
  }

  // ---- strings

  /** Reads a string behind its opening quote. */
  Expr string() {
    if (tokens.accept(Token.QUOTE)) {
      return new Str(NONE, "");
    }
    List<Part> parts = new ArrayList<>(4);
    int begin = lexer.begin;
    if (tokens.peek() == Token.STR) {
      Str text = new Str(NONE, piece());
      tokens.take();
      if (tokens.accept(Token.QUOTE)) {
        return text;
      }
      parts.add(new Part(tokens.position(begin), text));
    }
    while (!tokens.accept(Token.QUOTE)) {
      parts.add(stringPart());
    }
    return new Concat(tokens.position(begin), true, parts);
  }

  private Part stringPart() {
    int kind = tokens.peek();
    int position = tokens.position(lexer.begin);
    if (kind == Token.STR) {
      Str text = new Str(NONE, piece());
      tokens.take();
      return new Part(position, text);
    }
    if (kind != Token.DOLLAR_CURLY) {
      throw tokens.unexpected(Token.QUOTE);
    }
    return new Part(position, interpolation());
  }

  private String piece() {
    String piece = lexer.piece;
    return piece != null ? piece : lexer.slice(lexer.begin, lexer.end);
  }

  /** Reads <code>${e}</code>, whose opening was looked at. */
  Expr interpolation() {
    tokens.take();
    Expr expr = parser.expr();
    tokens.expect(Token.RBRACE);
    return expr;
  }

  private Expr indentedString(int begin) {
    IndentedString string = new IndentedString();
    while (!tokens.accept(Token.IND_CLOSE)) {
      int position = tokens.position(lexer.begin);
      if (lexer.kind == Token.IND_STR) {
        string.add(position, piece(), lexer.raw);
        tokens.take();
      } else if (lexer.kind == Token.DOLLAR_CURLY) {
        string.add(position, interpolation());
      } else {
        throw tokens.unexpected(Token.IND_STR, Token.DOLLAR_CURLY, Token.IND_CLOSE);
      }
    }
    return string.toExpr(tokens.position(begin));
  }

  // ---- paths and URLs

  private Expr path(int kind, int begin) {
    int position = tokens.position(begin);
    String literal = lexer.slice(begin, lexer.end);
    Path start =
        new Path(NONE, kind == Token.PATH ? ordinary(literal, position) : home(literal, position));
    if (tokens.accept(Token.PATH_END)) {
      return start;
    }
    List<Part> parts = new ArrayList<>(4);
    parts.add(new Part(position, start));
    if (lexer.kind == Token.STR) {
      parts.add(stringPart());
      if (tokens.peek() != Token.DOLLAR_CURLY) {
        throw tokens.unexpected(Token.DOLLAR_CURLY);
      }
    }
    do {
      if (tokens.peek() != Token.STR && lexer.kind != Token.DOLLAR_CURLY) {
        throw tokens.unexpected(Token.STR, Token.PATH_END, Token.DOLLAR_CURLY);
      }
      parts.add(stringPart());
    } while (!tokens.accept(Token.PATH_END));
    return new Concat(position, false, parts);
  }

  private String ordinary(String literal, int position) {
    lints.path(literal, position);
    return PathLiterals.resolve(literal, options.baseDirectory());
  }

  private String home(String literal, int position) {
    if (options.home() == null) {
      throw new SyntaxError("the path '" + literal + "' can not be resolved in pure mode", NONE);
    }
    lints.homePath(literal, position);
    return options.home().get() + literal.substring(1);
  }

  private Expr lookupPath(int begin) {
    String name = lexer.slice(begin + 1, lexer.end - 1);
    List<Expr> arguments = Arrays.asList(new Var(NONE, NIX_PATH), new Str(NONE, name));
    return new Call(tokens.position(begin), new Var(NONE, FIND_FILE), arguments);
  }

  private Expr uri(int begin) {
    String uri = lexer.slice(begin, lexer.end);
    lints.url(uri, tokens.position(begin));
    return new Str(NONE, uri);
  }
}
