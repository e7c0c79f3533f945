package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Attr;
import dev.firn.lang.syntax.Expr.AttrKind;
import dev.firn.lang.syntax.Expr.AttrName;
import dev.firn.lang.syntax.Expr.Attrs;
import dev.firn.lang.syntax.Expr.InheritFrom;
import dev.firn.lang.syntax.Expr.Select;
import dev.firn.lang.syntax.Expr.Str;
import dev.firn.lang.syntax.Expr.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bindings of sets and of {@code let}, and attribute paths. */
final class BindingsParser {
  private static final int NONE = Positions.NONE;
  private static final Symbol OR = Symbol.of("or");

  private final ExprParser parser;
  private final Tokens tokens;
  private final Lexer lexer;
  private final Diagnostics diagnostics;
  private final Bindings bindings;

  BindingsParser(ExprParser parser, Tokens tokens, Positions positions, Diagnostics diagnostics) {
    this.parser = parser;
    this.tokens = tokens;
    this.lexer = tokens.lexer();
    this.diagnostics = diagnostics;
    this.bindings = new Bindings(positions, tokens.names());
  }

  /**
   * Reads bindings and what closes them.
   *
   * @param position the position that the set gets
   * @param close what closes them: {@link Token#RBRACE}, {@link Token#IN} or {@link Token#EOF}
   */
  Attrs set(int position, boolean recursive, int close) {
    Attrs attrs = Bindings.empty(position, recursive);
    rest(attrs, close);
    return attrs;
  }

  /** Reads at least one binding, and the end of the text. */
  Attrs wholeText() {
    int kind = tokens.peek();
    if (kind == Token.EOF && lexer.end == 0) {
      throw tokens.unexpected();
    }
    if (kind != Token.INHERIT && !startsName(kind)) {
      throw tokens.unexpected(Token.INHERIT);
    }
    return set(NONE, false, Token.EOF);
  }

  /** Reads bindings and the closing brace behind the first name of the first binding. */
  void setFrom(Attrs attrs, Symbol name, int nameBegin, int doc) {
    int depth = parser.nesting().depth();
    int braces = tokens.depth();
    try {
      binding(attrs, pathFrom(new AttrName(name, null)), nameBegin, doc);
    } catch (SyntaxError e) {
      recover(e, depth, braces, Token.RBRACE);
    }
    rest(attrs, Token.RBRACE);
  }

  private void rest(Attrs attrs, int close) {
    int depth = parser.nesting().depth();
    int braces = tokens.depth();
    boolean more = true;
    while (more) {
      try {
        more = next(attrs, close);
      } catch (SyntaxError e) {
        recover(e, depth, braces, close);
      }
    }
  }

  /** Reads a binding, or what closes the bindings; says whether it was a binding. */
  private boolean next(Attrs attrs, int close) {
    int kind = tokens.peek();
    if (kind == close) {
      tokens.take();
      return false;
    }
    if (kind == Token.INHERIT) {
      tokens.take();
      inherit(attrs);
    } else if (startsName(kind)) {
      int begin = lexer.begin;
      int doc = lexer.doc;
      binding(attrs, path(), begin, doc);
    } else {
      throw unexpected(attrs, close);
    }
    return true;
  }

  private SyntaxError unexpected(Attrs attrs, int close) {
    if (close == Token.IN) {
      return tokens.unexpected(Token.IN, Token.INHERIT);
    }
    if (close == Token.EOF) {
      return tokens.unexpected(Token.EOF);
    }
    return attrs.recursive()
        ? tokens.unexpected(Token.INHERIT, Token.RBRACE)
        : tokens.unexpected(Token.INHERIT);
  }

  /** Reads on behind the path of a binding. */
  private void binding(Attrs attrs, List<AttrName> path, int begin, int doc) {
    if (!tokens.accept(Token.ASSIGN)) {
      throw tokens.unexpected(Token.DOT, Token.ASSIGN);
    }
    Expr value = parser.expr();
    tokens.expect(Token.SEMICOLON);
    parser.nesting().grow(path.size(), tokens.position(begin));
    int comment = doc < 0 ? NONE : tokens.position(doc);
    try {
      bindings.add(attrs, path, tokens.position(begin), value, comment);
    } catch (SyntaxError e) {
      diagnostics.note(e);
      diagnostics.resume();
    }
  }

  // ---- inherit

  private void inherit(Attrs attrs) {
    InheritFrom from = null;
    Expr source = null;
    if (tokens.accept(Token.LPAREN)) {
      int position = tokens.position(tokens.offset());
      source = parser.expr();
      tokens.expect(Token.RPAREN);
      from = new InheritFrom(position, attrs.inheritFrom().size());
    }
    List<Symbol> names = new ArrayList<>(4);
    List<Attr> inherited = new ArrayList<>(4);
    while (!tokens.accept(Token.SEMICOLON)) {
      int position = tokens.position(lexer.begin);
      Symbol name = inheritedName(position);
      names.add(name);
      inherited.add(inherited(name, position, from));
    }
    if (source != null) {
      attrs.inheritFrom().add(source);
    }
    define(attrs, names, inherited);
  }

  private void define(Attrs attrs, List<Symbol> names, List<Attr> inherited) {
    try {
      for (int i = 0; i < names.size(); i++) {
        bindings.inherit(attrs, names.get(i), inherited.get(i));
      }
    } catch (SyntaxError e) {
      diagnostics.note(e);
      diagnostics.resume();
    }
  }

  private Symbol inheritedName(int position) {
    if (!startsName(tokens.peek())) {
      throw tokens.unexpected();
    }
    Symbol name = name().name();
    if (name == null) {
      throw new SyntaxError("dynamic attributes not allowed in inherit", position);
    }
    return name;
  }

  private static Attr inherited(Symbol name, int position, @Nullable InheritFrom from) {
    if (from == null) {
      return new Attr(AttrKind.INHERITED, new Var(position, name), position);
    }
    List<AttrName> path = Arrays.asList(new AttrName(name, null));
    Select select = new Select(position, from, path, null);
    return new Attr(AttrKind.INHERITED_FROM, select, position);
  }

  // ---- attribute paths

  /** Reads an attribute path. */
  List<AttrName> path() {
    return pathFrom(name());
  }

  private List<AttrName> pathFrom(AttrName first) {
    if (tokens.peek() != Token.DOT) {
      return Arrays.asList(first);
    }
    AttrName[] names = {first, first, first, first};
    int count = 1;
    while (tokens.accept(Token.DOT)) {
      if (count == names.length) {
        names = Arrays.copyOf(names, 2 * count);
      }
      names[count++] = name();
    }
    return Arrays.asList(Arrays.copyOf(names, count));
  }

  private static boolean startsName(int kind) {
    return kind == Token.ID
        || kind == Token.OR_KW
        || kind == Token.QUOTE
        || kind == Token.DOLLAR_CURLY;
  }

  private AttrName name() {
    switch (tokens.peek()) {
      case Token.ID -> {
        tokens.take();
        return new AttrName(tokens.symbol(), null);
      }
      case Token.OR_KW -> {
        tokens.take();
        return new AttrName(OR, null);
      }
      case Token.QUOTE -> {
        tokens.take();
        return constant(parser.simple().string());
      }
      case Token.DOLLAR_CURLY -> {
        return constant(parser.simple().interpolation());
      }
      default -> throw tokens.unexpected(Token.ID, Token.OR_KW, Token.DOLLAR_CURLY, Token.QUOTE);
    }
  }

  /** A string without interpolations is a name like any other. */
  private AttrName constant(Expr name) {
    return name instanceof Str string
        ? new AttrName(tokens.symbol(string.value()), null)
        : new AttrName(null, name);
  }

  // ---- recovery

  /**
   * Goes on behind the binding in which an error was found, so that more errors of the text are found at once.
   *
   * @param depth the nesting of the bindings
   * @param braces how many braces and quotes are open around the bindings
   * @throws SyntaxError the same error if the bindings do not seem to go on
   */
  private void recover(SyntaxError error, int depth, int braces, int close) {
    diagnostics.note(error);
    if (parser.nesting().exceeded() || !new Skipper(tokens, braces, close).skip()) {
      throw error;
    }
    parser.nesting().reset(depth);
    diagnostics.resume();
  }
}
