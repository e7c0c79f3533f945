package dev.firn.lang.syntax;

import dev.firn.base.text.Latin1;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into tokens, one at a time, by the rules of Nix's lexer: the longest match wins, and what a byte means depends
 * on a stack of modes (code, strings, paths), which braces and quotes push and pop.
 */
final class Lexer {
  private static final byte CODE = 0;
  private static final byte STRING = 1;
  private static final byte IND_STRING = 2;
  private static final byte IN_PATH = 3;
  private static final byte IN_PATH_SLASH = 4;

  /** The text, with a few zero bytes behind it, so that looking ahead needs no bounds. */
  private final byte[] text;

  private final int length;
  private final int base;
  private final boolean pipeOperators;

  private byte[] modes = new byte[32];
  private int depth;
  private int pos;

  /** The offset at which messages about the end of the text point, or -1 for the end itself. */
  private int endPosition = -1;

  /** The bounds of the last run of path bytes that was looked at, and the last {@code _} in it. */
  private int runBegin;

  private int runEnd;
  private int runUnderscore;

  /** The first offset from which on no comment is closed, as far as is known. */
  private int unclosed = Integer.MAX_VALUE;

  /** Where the token in front of the last piece of a path begins. */
  private int beforePiece;

  private int docBegin = -1;

  /** The kind of the token, of {@link Token}. */
  int kind;

  /** The offset of the token's first byte. */
  int begin;

  /** The offset behind the token. */
  int end;

  /** The hash code of an identifier, as of a string. */
  int hash;

  /** The value of an integer. */
  long integer;

  /** The value of a floating-point literal. */
  double real;

  /** The text of a piece of a string if it is not simply the token's bytes. */
  @Nullable String piece;

  /** Whether a piece of an indented string is raw text, whose indentation counts. */
  boolean raw;

  /** The offset of the documentation comment before the token, or -1. */
  int doc = -1;

  /** How many braces and quotes were open in front of the token. */
  int depthBefore;

  /** How many tokens were read. */
  int count;

  /**
   * A lexer at the start of a text.
   *
   * @param source the text
   * @param base the position of its first byte
   * @param pipeOperators whether {@code <|} and {@code |>} are allowed
   */
  Lexer(Source source, int base, boolean pipeOperators) {
    this.length = source.text().length();
    this.text = new byte[length + 4];
    Latin1.copy(source.text(), 0, length, text, 0);
    this.base = base;
    this.pipeOperators = pipeOperators;
  }

  /** The bytes of the text; behind them are a few zeros. */
  byte[] text() {
    return text;
  }

  /** A part of the text. */
  String slice(int from, int to) {
    return Latin1.string(text, from, to - from);
  }

  /** How many braces and quotes are open. */
  int depth() {
    return depth;
  }

  /** Lets the text begin where another stopped, whose lexer is not used any more. */
  void resume(Lexer earlier) {
    modes = earlier.modes;
    depth = earlier.depth;
  }

  /**
   * Reads the next token.
   *
   * @throws SyntaxError if there is none: a number out of range, a path with a slash at the end, a disabled operator, a zero
   *     byte in a string. The lexer stands behind the offending bytes then.
   */
  void next() {
    count++;
    depthBefore = depth;
    piece = null;
    switch (modes[depth]) {
      case CODE -> code();
      case STRING -> string();
      case IND_STRING -> indentedString();
      default -> path();
    }
  }

  private void token(int tokenKind, int tokenBegin, int tokenEnd) {
    kind = tokenKind;
    begin = tokenBegin;
    end = tokenEnd;
    pos = tokenEnd;
  }

  private void endOfText(int at) {
    token(Token.EOF, endPosition >= 0 ? endPosition : at, at);
  }

  private void push(byte mode) {
    if (++depth == modes.length) {
      modes = Arrays.copyOf(modes, 2 * depth);
    }
    modes[depth] = mode;
  }

  private void pop() {
    if (depth > 0) {
      depth--;
    }
  }

  private SyntaxError error(String message, int offset) {
    return new SyntaxError(message, base + offset);
  }

  // ---- code

  private void code() {
    int p = skipBlanks();
    doc = docBegin;
    docBegin = -1;
    byte c = text[p];
    int properties = Bytes.PROPERTIES[c & 0xff];
    int single = Token.ofByte(c);
    if ((properties & Bytes.LETTER) != 0) {
      word(p);
    } else if (single != 0) {
      token(single, p, p + 1);
    } else if ((properties & Bytes.DIGIT) != 0) {
      number(p);
    } else {
      other(p, c);
    }
  }

  private int skipBlanks() {
    byte[] bytes = text;
    int p = pos;
    while (true) {
      byte c = bytes[p];
      while (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        c = bytes[++p];
      }
      if (c == '#') {
        p = endOfLine(p);
      } else if (c == '/' && bytes[p + 1] == '*') {
        int close = endOfComment(p);
        if (close < 0) {
          return p;
        }
        if (bytes[p + 2] == '*' && bytes[p + 3] != '/' && bytes[p + 3] != '*') {
          docBegin = p;
        }
        p = close;
      } else {
        return p;
      }
    }
  }

  private int endOfLine(int from) {
    byte[] bytes = text;
    int p = from;
    while (true) {
      byte c = bytes[p];
      if (c == '\n' || c == '\r' || (c == 0 && p >= length)) {
        return p;
      }
      p++;
    }
  }

  /** The end of the comment at an offset, or -1 if it has none. */
  private int endOfComment(int from) {
    byte[] bytes = text;
    int last = from >= unclosed ? 0 : length - 1;
    for (int p = from + 2; p < last; p++) {
      if (bytes[p] == '*' && bytes[p + 1] == '/') {
        return p + 2;
      }
    }
    unclosed = Math.min(unclosed, from);
    return -1;
  }

  private void word(int p) {
    byte[] bytes = text;
    byte[] properties = Bytes.PROPERTIES;
    int code = 0;
    int e = p;
    byte c = bytes[e];
    while ((properties[c & 0xff] & Bytes.IDENTIFIER) != 0) {
      code = 31 * code + c;
      c = bytes[++e];
    }
    hash = code;
    if ((c == '.' || c == ':' || c == '/' || c == '+') && pathOrUri(p, e)) {
      return;
    }
    token(keyword(p, e), p, e);
  }

  /** Reads the path or URL that starts like an identifier, if there is one. */
  private boolean pathOrUri(int p, int wordEnd) {
    if (text[wordEnd] == ':' && !Bytes.is(Bytes.URI, text[wordEnd + 1])) {
      return false;
    }
    int e = pathRun(p);
    if (text[e] != ':' || p <= runUnderscore || !Bytes.is(Bytes.URI, text[e + 1])) {
      return pathAt(p, e);
    }
    e++;
    while (Bytes.is(Bytes.URI, text[e])) {
      e++;
    }
    token(Token.URI, p, e);
    return true;
  }

  /** The end of the run of path bytes that starts at p. */
  private int pathRun(int p) {
    if (p < runBegin || p >= runEnd) {
      runUnderscore = -1;
      int e = p;
      while (Bytes.is(Bytes.PATH, text[e])) {
        if (text[e] == '_') {
          runUnderscore = e;
        }
        e++;
      }
      runBegin = p;
      runEnd = e;
    }
    return runEnd;
  }

  /** Reads the path whose first slash is at {@code slash}, if there is one. */
  private boolean pathAt(int p, int slash) {
    if (text[slash] != '/') {
      return false;
    }
    int e = segments(slash);
    if (e == slash) {
      if (text[slash + 1] != '$' || text[slash + 2] != '{') {
        return false;
      }
      e = slash + 1;
    }
    startPath(Token.PATH, p, e);
    return true;
  }

  private void startPath(int tokenKind, int p, int e) {
    push(text[e - 1] == '/' ? IN_PATH_SLASH : IN_PATH);
    token(tokenKind, p, e);
  }

  /** The end of {@code (/[path bytes]+)+/?} at p, or p if there is none. */
  private int segments(int p) {
    int e = p;
    while (text[e] == '/' && Bytes.is(Bytes.PATH, text[e + 1])) {
      e++;
      while (Bytes.is(Bytes.PATH, text[e])) {
        e++;
      }
    }
    return e > p && text[e] == '/' ? e + 1 : e;
  }

  private int keyword(int p, int e) {
    byte second = text[p + 1];
    return switch (text[p]) {
      case 'a' -> keyword(p, e, Token.ASSERT);
      case 'e' -> keyword(p, e, Token.ELSE);
      case 'i' -> keyword(p, e, second == 'f' ? Token.IF : e - p == 2 ? Token.IN : Token.INHERIT);
      case 'l' -> keyword(p, e, Token.LET);
      case 'o' -> keyword(p, e, Token.OR_KW);
      case 'r' -> keyword(p, e, Token.REC);
      case 't' -> keyword(p, e, Token.THEN);
      case 'w' -> keyword(p, e, Token.WITH);
      default -> Token.ID;
    };
  }

  private int keyword(int p, int e, int candidate) {
    return Token.KEYWORD_HASHES[candidate] == hash && isWord(p, e, Token.keyword(candidate))
        ? candidate
        : Token.ID;
  }

  private boolean isWord(int p, int e, byte[] word) {
    return Arrays.equals(text, p, e, word, 0, word.length);
  }

  private void number(int p) {
    int e = digits(p);
    byte c = text[e];
    if ((Bytes.is(Bytes.PATH, c) || c == '/') && pathAt(p, pathRun(p))) {
      return;
    }
    boolean zero = e == p + 1 && text[p] == '0' && Bytes.is(Bytes.DIGIT, text[e + 1]);
    if (c == '.' && (zero || text[p] != '0')) {
      real(p, e);
    } else {
      integer(p, e);
    }
  }

  private void integer(int p, int e) {
    token(Token.INT, p, e);
    if (!Numbers.fitsInt(text, p, e)) {
      throw error("invalid integer '" + slice(p, e) + "'", p);
    }
    integer = Numbers.intOf(text, p, e);
  }

  /** Reads a number whose point is at {@code point}. */
  private void real(int p, int point) {
    int e = digits(point + 1);
    if (text[e] == 'e' || text[e] == 'E') {
      int sign = text[e + 1] == '+' || text[e + 1] == '-' ? 1 : 0;
      int exponent = digits(e + 1 + sign);
      if (exponent > e + 1 + sign) {
        e = exponent;
      }
    }
    token(Token.FLOAT, p, e);
    String literal = slice(p, e);
    real = Double.parseDouble(literal);
    if (Numbers.outOfRange(literal, real)) {
      throw error("invalid float '" + literal + "'", p);
    }
  }

  private int digits(int p) {
    int e = p;
    while (Bytes.is(Bytes.DIGIT, text[e])) {
      e++;
    }
    return e;
  }

  /** Reads what starts with a byte that has more than one meaning, or opens or closes something. */
  private void other(int p, byte c) {
    byte d = text[p + 1];
    switch (c) {
      case '{', '"' -> open(p, c);
      case '}' -> close(p);
      case '.' -> dot(p, d);
      case '+' -> pathOr(p, d == '+' ? Token.CONCAT : Token.PLUS, d == '+');
      case '-' -> pathOr(p, d == '>' ? Token.IMPL : Token.MINUS, d == '>');
      case '/' -> slash(p, d);
      case '~' -> homePath(p);
      case '<' -> less(p, d);
      case '=' -> either(p, d == '=', Token.EQ, Token.ASSIGN);
      case '!' -> either(p, d == '=', Token.NEQ, Token.NOT);
      case '>' -> either(p, d == '=', Token.GEQ, Token.GT);
      case '&' -> either(p, d == '&', Token.AND, Token.INVALID);
      case '|' -> bar(p, d);
      case '\'' -> apostrophe(p, d);
      case '$' -> dollar(p, d);
      case 0 -> endOfText(Math.min(p + 1, length)); // also in the middle of the text, as in Nix
      default -> token(Token.INVALID, p, p + 1);
    }
  }

  private void open(int p, byte c) {
    push(c == '{' ? CODE : STRING);
    token(c == '{' ? Token.LBRACE : Token.QUOTE, p, p + 1);
  }

  private void close(int p) {
    pop();
    token(Token.RBRACE, p, p + 1);
  }

  private void either(int p, boolean two, int ifTwo, int ifOne) {
    token(two ? ifTwo : ifOne, p, two ? p + 2 : p + 1);
  }

  private void pathOr(int p, int otherwise, boolean two) {
    if (!pathAt(p, pathRun(p))) {
      token(otherwise, p, two ? p + 2 : p + 1);
    }
  }

  private void dot(int p, byte d) {
    if (pathAt(p, pathRun(p))) {
      return;
    }
    if (Bytes.is(Bytes.DIGIT, d)) {
      real(p, p);
    } else {
      boolean three = d == '.' && text[p + 2] == '.';
      token(three ? Token.ELLIPSIS : Token.DOT, p, three ? p + 3 : p + 1);
    }
  }

  private void slash(int p, byte d) {
    if (!pathAt(p, p)) {
      either(p, d == '/', Token.UPDATE, Token.DIVIDE);
    }
  }

  private void homePath(int p) {
    int e = segments(p + 1);
    if (e > p + 1) {
      startPath(Token.HPATH, p, e);
    } else if (text[p + 1] == '/' && text[p + 2] == '$' && text[p + 3] == '{') {
      startPath(Token.HPATH, p, p + 2);
    } else {
      token(Token.INVALID, p, p + 1);
    }
  }

  private void less(int p, byte d) {
    int e = lookupPath(p);
    if (e > 0) {
      token(Token.SPATH, p, e);
    } else if (d == '|') {
      token(Token.PIPE_FROM, p, p + 2);
      requirePipes(p);
    } else {
      either(p, d == '=', Token.LEQ, Token.LT);
    }
  }

  /** The end of {@code <a/b>} at p, or -1. */
  private int lookupPath(int p) {
    int e = p;
    do {
      e++;
      if (!Bytes.is(Bytes.PATH, text[e])) {
        return -1;
      }
      while (Bytes.is(Bytes.PATH, text[e])) {
        e++;
      }
    } while (text[e] == '/');
    return text[e] == '>' ? e + 1 : -1;
  }

  private void bar(int p, byte d) {
    if (d == '>') {
      token(Token.PIPE_INTO, p, p + 2);
      requirePipes(p);
    } else {
      either(p, d == '|', Token.OR, Token.INVALID);
    }
  }

  private void requirePipes(int p) {
    if (!pipeOperators) {
      throw error(
          "experimental Nix feature 'pipe-operators' is disabled; add"
              + " '--extra-experimental-features pipe-operators' to enable it",
          p);
    }
  }

  private void apostrophe(int p, byte d) {
    if (d != '\'') {
      token(Token.INVALID, p, p + 1);
      return;
    }
    push(IND_STRING);
    int e = p + 2;
    while (text[e] == ' ') {
      e++;
    }
    token(Token.IND_OPEN, p, text[e] == '\n' ? e + 1 : p + 2);
  }

  private void dollar(int p, byte d) {
    if (d == '{') {
      push(CODE);
    }
    either(p, d == '{', Token.DOLLAR_CURLY, Token.INVALID);
  }

  // ---- paths

  private void path() {
    int p = pos;
    if (text[p] == '$' && text[p + 1] == '{') {
      modes[depth] = IN_PATH;
      push(CODE);
      token(Token.DOLLAR_CURLY, p, p + 2);
      return;
    }
    int e = pathPiece(p);
    if (e > p) {
      modes[depth] = text[e - 1] == '/' ? IN_PATH_SLASH : IN_PATH;
      beforePiece = begin;
      token(Token.STR, p, e);
    } else {
      endOfPath(p);
    }
  }

  private int pathPiece(int p) {
    int run = pathRun(p);
    int e = segments(run);
    return e == run && text[run] == '/' ? run + 1 : e;
  }

  private void endOfPath(int p) {
    boolean slash = modes[depth] == IN_PATH_SLASH;
    pop();
    if (slash) {
      throw error("path has a trailing slash", p < length ? p : begin);
    }
    if (p == length) {
      // Nix's lexer steps back a token here, so that messages point to earlier tokens.
      endPosition = begin;
    }
    token(Token.PATH_END, p == length ? beforePiece : begin, p);
  }

  // ---- strings

  private void string() {
    int p = pos;
    int e = endOfPiece(p);
    if (e > p) {
      token(Token.STR, p, e);
      if (Escapes.needed(text, p, e)) {
        piece = unescaped(p, e);
      }
    } else if (text[p] == '"') {
      pop();
      token(Token.QUOTE, p, p + 1);
    } else if (text[p] == '$' && text[p + 1] == '{') {
      push(CODE);
      token(Token.DOLLAR_CURLY, p, p + 2);
    } else {
      endOfText(length);
    }
  }

  /** Where the text that starts at p ends: at a quote, at an interpolation, or at an escape that the text's end cuts off. */
  private int endOfPiece(int p) {
    byte[] bytes = text;
    int e = p;
    while (true) {
      byte c = bytes[e];
      int width = c == '\\' ? 2 : c == '$' ? dollarInString(e) : c == '"' ? 0 : 1;
      if (width == 0 || e + width > length) {
        return e;
      }
      e += width;
    }
  }

  /** How many bytes a dollar sign in a string takes with it, 0 if it starts an interpolation. */
  private int dollarInString(int p) {
    return switch (text[p + 1]) {
      case '{' -> 0;
      case '"' -> 1;
      case '\\' -> 3;
      default -> 2;
    };
  }

  private String unescaped(int from, int to) {
    String string = Escapes.unescape(text, from, to);
    if (Escapes.hasBareZero(text, from, to)) {
      throw zeroByte(string, from);
    }
    return string;
  }

  private SyntaxError zeroByte(String string, int offset) {
    String shown = string.replace("\0", "\u00e2\u0090\u0080");
    return error(
        "input string '"
            + shown
            + "' cannot be represented as Nix string because it contains null bytes",
        offset);
  }

  private void indentedString() {
    int p = pos;
    int e = endOfIndentedPiece(p);
    raw = e > p;
    if (raw) {
      token(Token.IND_STR, p, e);
      checkZero(p, e);
    } else if (text[p] == '$') {
      dollarInIndentedString(p);
    } else if (text[p] == '\'' && text[p + 1] == '\'') {
      quotesInIndentedString(p);
    } else if (text[p] == '\'') {
      literal(p, p + 1, "'");
    } else {
      endOfText(length);
    }
  }

  private void checkZero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == 0) {
        throw zeroByte(slice(from, to), from);
      }
    }
  }

  /** Where raw text that starts at p ends; a quote or dollar sign takes the next byte with it if that has no meaning. */
  private int endOfIndentedPiece(int p) {
    byte[] bytes = text;
    int e = p;
    while (true) {
      byte c = bytes[e];
      byte d = bytes[e + 1];
      int width = 1;
      if (c == '$') {
        width = d == '{' || d == '\'' ? 0 : 2;
      } else if (c == '\'') {
        width = d == '$' || d == '\'' ? 0 : 2;
      }
      if (width == 0 || e + width > length) {
        return e;
      }
      e += width;
    }
  }

  private void dollarInIndentedString(int p) {
    if (text[p + 1] == '{') {
      push(CODE);
      token(Token.DOLLAR_CURLY, p, p + 2);
    } else {
      literal(p, p + 1, "$");
    }
  }

  private void quotesInIndentedString(int p) {
    byte c = text[p + 2];
    if (c == '$') {
      literal(p, p + 3, "$");
    } else if (c == '\'') {
      literal(p, p + 3, "''");
    } else if (c == '\\' && p + 3 < length) {
      token(Token.IND_STR, p, p + 4);
      piece = Escapes.unescape(text, p + 2, p + 4);
    } else {
      pop();
      token(Token.IND_CLOSE, p, p + 2);
    }
  }

  private void literal(int from, int to, String value) {
    token(Token.IND_STR, from, to);
    piece = value;
  }
}
