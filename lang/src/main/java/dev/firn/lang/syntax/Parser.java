package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Attrs;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parser of the Nix language. */
public final class Parser {
  private final Tokens tokens;
  private final ExprParser parser;
  private final Diagnostics diagnostics;

  private Parser(Source source, Positions positions, ParseOptions options) {
    this(source, source, positions, options);
  }

  /** A parser that reads one text, whose positions are those of another that it begins with. */
  private Parser(Source source, Source shown, Positions positions, ParseOptions options) {
    int base = positions.add(shown);
    Lexer lexer = new Lexer(source, base, options.pipeOperators());
    this.tokens = new Tokens(lexer, base, new TextNames(options.names()));
    this.diagnostics = new Diagnostics(lexer, positions, options.warnings());
    this.parser = new ExprParser(tokens, positions, options, diagnostics);
  }

  /**
   * Reads an expression.
   *
   * @param source the text
   * @param positions gives the text its positions
   * @throws SyntaxError if the text is no expression
   */
  public static Expr parse(Source source, Positions positions, ParseOptions options) {
    return new Parser(source, positions, options).expression();
  }

  /** The same, with the names of the text. */
  public static Tree tree(Source source, Positions positions, ParseOptions options) {
    Parser parser = new Parser(source, positions, options);
    Expr expr = parser.expression();
    return new Tree(expr, parser.tokens.names().all());
  }

  /**
   * Reads bindings without braces around them, as the REPL takes them: {@code a = 1; b = 2;}.
   *
   * @param source the text
   * @param positions gives the text its positions
   * @throws SyntaxError if the text is something else
   */
  public static Attrs parseBindings(Source source, Positions positions, ParseOptions options) {
    return new Parser(source, positions, options).bindings();
  }

  /** Reads bindings of which the last does not end in a semicolon, in the same way. */
  public static Attrs parseOpenBindings(Source source, Positions positions, ParseOptions options) {
    Source closed = new Source(source.kind(), source.path(), source.text() + ";");
    return new Parser(closed, source, positions, options).bindings();
  }

  private Expr expression() {
    Expr expr = null;
    try {
      expr = parser.expr();
      tokens.expect(Token.EOF);
    } catch (SyntaxError e) {
      diagnostics.note(e);
    }
    return checked(expr);
  }

  private Attrs bindings() {
    Attrs attrs = null;
    try {
      attrs = parser.bindings().wholeText();
    } catch (SyntaxError e) {
      diagnostics.note(e);
    }
    return checked(attrs);
  }

  private <T extends Expr> T checked(@Nullable T result) {
    SyntaxError error = diagnostics.error();
    if (error != null) {
      throw error;
    }
    return Objects.requireNonNull(result);
  }
}
