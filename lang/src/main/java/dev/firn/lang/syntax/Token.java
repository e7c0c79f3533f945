package dev.firn.lang.syntax;

import dev.firn.base.text.Latin1;

/**
 * The kinds of tokens, as small numbers, and how messages name them (the names are those of Nix's grammar).
 *
 * <p>Numbers instead of an enum: the lexer makes millions of them while nothing is compiled yet.
 */
final class Token {
  static final int EOF = 0;
  static final int INVALID = 1;
  static final int ID = 2;
  static final int STR = 3;
  static final int IND_STR = 4;
  static final int INT = 5;
  static final int FLOAT = 6;
  static final int PATH = 7;
  static final int HPATH = 8;
  static final int SPATH = 9;
  static final int PATH_END = 10;
  static final int URI = 11;
  static final int IF = 12;
  static final int THEN = 13;
  static final int ELSE = 14;
  static final int ASSERT = 15;
  static final int WITH = 16;
  static final int LET = 17;
  static final int IN = 18;
  static final int REC = 19;
  static final int INHERIT = 20;
  static final int EQ = 21;
  static final int NEQ = 22;
  static final int LEQ = 23;
  static final int GEQ = 24;
  static final int UPDATE = 25;
  static final int CONCAT = 26;
  static final int AND = 27;
  static final int OR = 28;
  static final int IMPL = 29;
  static final int OR_KW = 30;
  static final int PIPE_FROM = 31;
  static final int PIPE_INTO = 32;
  static final int DOLLAR_CURLY = 33;
  static final int IND_OPEN = 34;
  static final int IND_CLOSE = 35;
  static final int ELLIPSIS = 36;
  static final int LT = 37;
  static final int GT = 38;
  static final int PLUS = 39;
  static final int MINUS = 40;
  static final int TIMES = 41;
  static final int DIVIDE = 42;
  static final int QUESTION = 43;
  static final int NOT = 44;
  static final int DOT = 45;
  static final int QUOTE = 46;
  static final int LPAREN = 47;
  static final int RPAREN = 48;
  static final int LBRACE = 49;
  static final int RBRACE = 50;
  static final int LBRACKET = 51;
  static final int RBRACKET = 52;
  static final int COLON = 53;
  static final int AT = 54;
  static final int COMMA = 55;
  static final int SEMICOLON = 56;
  static final int ASSIGN = 57;

  /** How many kinds there are. */
  static final int COUNT = 58;

  // The ellipses are three bytes of UTF-8 each, as in everything that is printed.
  private static final String[] NAMES = {
    "end of file",
    "invalid token",
    "identifier",
    "string",
    "indented string",
    "integer",
    "floating-point literal",
    "path",
    "'~/\u00e2\u0080\u00a6' path",
    "'<\u00e2\u0080\u00a6>' path",
    "end of path",
    "URI",
    "'if'",
    "'then'",
    "'else'",
    "'assert'",
    "'with'",
    "'let'",
    "'in'",
    "'rec'",
    "'inherit'",
    "'=='",
    "'!='",
    "'<='",
    "'>='",
    "'//'",
    "'++'",
    "'&&'",
    "'||'",
    "'->'",
    "'or'",
    "'<|'",
    "'|>'",
    "'${'",
    "start of an indented string",
    "end of an indented string",
    "'...'",
    "'<'",
    "'>'",
    "'+'",
    "'-'",
    "'*'",
    "'/'",
    "'?'",
    "'!'",
    "'.'",
    "'\"'",
    "'('",
    "')'",
    "'{'",
    "'}'",
    "'['",
    "']'",
    "':'",
    "'@'",
    "','",
    "';'",
    "'='"
  };

  private static final byte[] OF_BYTE = new byte[256];

  static {
    OF_BYTE['('] = LPAREN;
    OF_BYTE[')'] = RPAREN;
    OF_BYTE['['] = LBRACKET;
    OF_BYTE[']'] = RBRACKET;
    OF_BYTE[','] = COMMA;
    OF_BYTE[';'] = SEMICOLON;
    OF_BYTE[':'] = COLON;
    OF_BYTE['@'] = AT;
    OF_BYTE['?'] = QUESTION;
    OF_BYTE['*'] = TIMES;
  }

  private static final byte[][] KEYWORDS = new byte[COUNT][];

  /** The hash codes of the keywords, as of strings. */
  static final int[] KEYWORD_HASHES = new int[COUNT];

  static {
    for (int kind = IF; kind <= OR_KW; kind++) {
      String name = NAMES[kind];
      String word = name.substring(1, name.length() - 1);
      KEYWORDS[kind] = Latin1.bytes(word);
      KEYWORD_HASHES[kind] = word.hashCode();
    }
  }

  private Token() {}

  /** How a keyword is written. */
  static byte[] keyword(int kind) {
    return KEYWORDS[kind];
  }

  /** The kind of a byte that is always a token by itself, 0 for other bytes. */
  static int ofByte(byte b) {
    return OF_BYTE[b & 0xff];
  }

  /** How messages name a kind. */
  static String name(int kind) {
    return NAMES[kind];
  }
}
