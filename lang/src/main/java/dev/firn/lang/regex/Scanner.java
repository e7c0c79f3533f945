package dev.firn.lang.regex;

/**
 * Cuts a pattern into tokens, one ahead of the compiler. What a byte means depends on the brackets or braces around
 * it.
 */
final class Scanner {
  /** A kind of token. */
  enum Token {
    ANY,
    CHAR,
    GROUP_BEGIN,
    GROUP_END,
    BRACKET_BEGIN,
    NEGATED_BRACKET_BEGIN,
    BRACKET_END,
    BRACE_BEGIN,
    BRACE_END,
    CLASS,
    COLLATING_ELEMENT,
    EQUIVALENCE_CLASS,
    OPTIONAL,
    OR,
    STAR,
    PLUS,
    LINE_BEGIN,
    LINE_END,
    COMMA,
    NUMBER,
    DASH,
    EOF
  }

  private enum Mode {
    NORMAL,
    BRACKET,
    BRACE
  }

  private static final String SPECIAL = ".[\\()*+?{|^$";

  private final String pattern;
  private int at;
  private Mode mode = Mode.NORMAL;
  private boolean bracketStart;
  private Token token = Token.EOF;
  private String value = "";

  Scanner(String pattern) {
    this.pattern = pattern;
    advance();
  }

  Token token() {
    return token;
  }

  /** The text of a {@link Token#CHAR}, a {@link Token#NUMBER} or a name in a bracket expression. */
  String value() {
    return value;
  }

  RegexSyntaxException error(String reason) {
    return new RegexSyntaxException(reason, at);
  }

  void advance() {
    if (at == pattern.length()) {
      token = Token.EOF;
    } else if (mode == Mode.NORMAL) {
      scanNormal();
    } else if (mode == Mode.BRACKET) {
      scanBracket();
    } else {
      scanBrace();
    }
  }

  private void setChar(char c) {
    token = Token.CHAR;
    value = String.valueOf(c);
  }

  private void scanNormal() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '\0' -> throw error("NUL in the pattern");
      case '\\' -> scanEscape();
      case '(' -> token = Token.GROUP_BEGIN;
      case ')' -> token = Token.GROUP_END;
      case '[' -> beginBracket();
      case '{' -> {
        mode = Mode.BRACE;
        token = Token.BRACE_BEGIN;
      }
      case '^' -> token = Token.LINE_BEGIN;
      case '$' -> token = Token.LINE_END;
      case '.' -> token = Token.ANY;
      case '*' -> token = Token.STAR;
      case '+' -> token = Token.PLUS;
      case '?' -> token = Token.OPTIONAL;
      case '|' -> token = Token.OR;
      default -> setChar(c);
    }
  }

  private void scanEscape() {
    if (at == pattern.length() || SPECIAL.indexOf(pattern.charAt(at)) < 0) {
      throw error("a backslash before something that is not special");
    }
    setChar(pattern.charAt(at++));
  }

  private void beginBracket() {
    mode = Mode.BRACKET;
    bracketStart = true;
    token = Token.BRACKET_BEGIN;
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      token = Token.NEGATED_BRACKET_BEGIN;
      at++;
    }
  }

  private void scanBracket() {
    char c = pattern.charAt(at++);
    if (c == '-') {
      token = Token.DASH;
    } else if (c == '[') {
      scanInnerBracket();
    } else if (c == ']' && !bracketStart) {
      token = Token.BRACKET_END;
      mode = Mode.NORMAL;
    } else {
      setChar(c);
    }
    bracketStart = false;
  }

  private void scanInnerBracket() {
    if (at == pattern.length()) {
      throw error("an unfinished bracket expression");
    }
    switch (pattern.charAt(at)) {
      case '.' -> scanName(Token.COLLATING_ELEMENT);
      case ':' -> scanName(Token.CLASS);
      case '=' -> scanName(Token.EQUIVALENCE_CLASS);
      default -> setChar('[');
    }
  }

  private void scanName(Token kind) {
    char delimiter = pattern.charAt(at++);
    int end = pattern.indexOf(delimiter, at);
    if (end < 0 || !pattern.startsWith("]", end + 1)) {
      throw error("an unfinished name in a bracket expression");
    }
    token = kind;
    value = pattern.substring(at, end);
    at = end + 2;
  }

  private void scanBrace() {
    char c = pattern.charAt(at++);
    if (ByteClass.isDigit(c)) {
      int from = at - 1;
      while (at < pattern.length() && ByteClass.isDigit(pattern.charAt(at))) {
        at++;
      }
      token = Token.NUMBER;
      value = pattern.substring(from, at);
    } else if (c == ',') {
      token = Token.COMMA;
    } else if (c == '}') {
      token = Token.BRACE_END;
      mode = Mode.NORMAL;
    } else {
      throw error("something other than numbers in braces");
    }
  }
}
