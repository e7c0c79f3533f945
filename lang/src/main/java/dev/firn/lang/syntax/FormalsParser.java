package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Formal;
import dev.firn.lang.syntax.Expr.Formals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the attributes that a function takes. */
final class FormalsParser {
  /** More than that Nix does not support. */
  private static final int MAX_FORMALS = 65_535;

  private final ExprParser parser;
  private final Tokens tokens;
  private final Lexer lexer;

  FormalsParser(ExprParser parser, Tokens tokens) {
    this.parser = parser;
    this.tokens = tokens;
    this.lexer = tokens.lexer();
  }

  /** No attributes at all. */
  Draft none() {
    return new Draft(tokens.names());
  }

  /** Reads the attributes behind the opening brace, and the closing one. */
  Draft read() {
    Draft draft = new Draft(tokens.names());
    rest(draft);
    return draft;
  }

  /** Reads the attributes, of which the first one's name was read already, and the closing brace. */
  Draft readFrom(int nameBegin, int nameEnd, int hash) {
    Draft draft = new Draft(tokens.names());
    if (formal(draft, nameBegin, nameEnd, hash)) {
      rest(draft);
    }
    return draft;
  }

  /** Reads attributes from a place where one may follow. */
  private void rest(Draft draft) {
    while (true) {
      int kind = tokens.peek();
      if (kind == Token.RBRACE) {
        tokens.take();
        return;
      }
      if (kind == Token.ELLIPSIS) {
        tokens.take();
        tokens.expect(Token.RBRACE);
        draft.ellipsis = true;
        return;
      }
      if (kind != Token.ID) {
        throw tokens.unexpected(Token.ID, Token.ELLIPSIS, Token.RBRACE);
      }
      tokens.take();
      if (!formal(draft, lexer.begin, lexer.end, lexer.hash)) {
        return;
      }
    }
  }

  /** Reads an attribute behind its name, and the comma or brace that follows; says whether it was a comma. */
  private boolean formal(Draft draft, int nameBegin, int nameEnd, int hash) {
    Expr fallback = tokens.accept(Token.QUESTION) ? parser.expr() : null;
    Symbol name = tokens.symbol(nameBegin, nameEnd, hash);
    draft.formals.add(new Formal(tokens.position(nameBegin), name, fallback));
    int kind = tokens.peek();
    if (kind != Token.COMMA && kind != Token.RBRACE) {
      throw tokens.unexpected(Token.RBRACE, Token.COMMA);
    }
    tokens.take();
    return kind == Token.COMMA;
  }

  /** Attributes as they were written. */
  static final class Draft {
    private final List<Formal> formals = new ArrayList<>();
    private final TextNames names;
    private boolean ellipsis;

    private Draft(TextNames names) {
      this.names = names;
    }

    /**
     * The attributes, sorted: Nix finds duplicates in this order.
     *
     * @param arg the name of the whole argument, if it has one
     * @param position where the function is
     * @throws SyntaxError if a name stands there twice
     */
    Formals toFormals(@Nullable Symbol arg, int position) {
      formals.sort(this::compare);
      checkDuplicates();
      for (Formal formal : formals) {
        if (formal.name() == arg) {
          throw duplicate(formal.name(), position);
        }
      }
      if (formals.size() > MAX_FORMALS) {
        throw new SyntaxError(
            "too many formal arguments, implementation supports at most " + MAX_FORMALS, position);
      }
      return new Formals(formals, ellipsis);
    }

    private int compare(Formal a, Formal b) {
      return a.name() == b.name()
          ? Integer.compare(a.position(), b.position())
          : names.compare(a.name(), b.name());
    }

    private void checkDuplicates() {
      for (int i = 1; i < formals.size(); i++) {
        if (formals.get(i).name() == formals.get(i - 1).name()) {
          throw duplicate(formals.get(i).name(), formals.get(i).position());
        }
      }
    }

    private static SyntaxError duplicate(Symbol name, int position) {
      StringBuilder message = new StringBuilder("duplicate formal function argument '");
      Identifiers.appendName(message, name.name());
      return new SyntaxError(message.append('\'').toString(), position);
    }
  }
}
