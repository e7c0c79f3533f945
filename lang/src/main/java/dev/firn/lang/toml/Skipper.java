package dev.firn.lang.toml;

/** Finds the place where parsing may go on after a problem. */
final class Skipper {
  private static final int MOST_RETURNS = 1000;

  private final Cursor in;
  private int returns;

  Skipper(Cursor in) {
    this.in = in;
  }

  void skipToAny(String bytes) {
    while (!in.eof() && bytes.indexOf(in.current()) < 0) {
      in.at++;
    }
  }

  /** Skips a value up to what may follow it. */
  void skipValue() {
    switch (in.current()) {
      case '"', '\'' -> skipString();
      case '[' -> skipArray();
      case '{' -> skipInlineTable();
      default -> skipToAny("\n,]}");
    }
  }

  private void skipString() {
    char quote = in.current();
    String triple = String.valueOf(quote).repeat(3);
    boolean multiLine = in.text.startsWith(triple, in.at);
    String close = multiLine ? triple : String.valueOf(quote);
    in.at += close.length();
    while (!in.eof() && !in.text.startsWith(close, in.at)) {
      if (!multiLine && in.current() == '\n') {
        in.at++;
        return;
      }
      in.at++;
    }
    in.at = Math.min(in.at + close.length(), in.text.length());
  }

  private boolean atHeader() {
    return Syntax.tableHeader(in.text, in.at) != Syntax.NONE
        || Syntax.arrayHeader(in.text, in.at) != Syntax.NONE;
  }

  private void skipArray() {
    in.enter();
    in.at++;
    while (!in.eof() && in.current() != ']') {
      char c = in.current();
      if (c == '=') {
        returnToLine();
        break;
      }
      if (c == '[' && atHeader()) {
        break;
      }
      skipInside(c);
    }
    in.leave();
  }

  /** No array holds pairs: its bracket is missing, and this is the line after it. Or else this would go round and round. */
  private void returnToLine() {
    if (returns++ < MOST_RETURNS) {
      in.at = in.text.lastIndexOf('\n', in.at - 1) + 1;
    }
  }

  private void skipInlineTable() {
    in.enter();
    in.at++;
    while (!in.eof() && in.current() != '}' && in.current() != '\n') {
      char c = in.current();
      if (c == '[' && atHeader()) {
        break;
      }
      skipInside(c);
      if (c == '#') {
        break;
      }
    }
    in.leave();
  }

  private void skipInside(char c) {
    switch (c) {
      case '"', '\'' -> skipString();
      case '#' -> skipComments();
      case '{' -> skipInlineTable();
      case '[' -> skipArray();
      default -> in.at++;
    }
  }

  /** Skips comments and blank lines, whatever is in the comments. */
  void skipComments() {
    while (!in.eof()) {
      in.skipSpace();
      if (in.current() == '#') {
        skipToAny("\n");
      } else if (!in.acceptNewline()) {
        return;
      }
    }
  }

  /** Skips the rest of a pair of key and value. */
  void skipPair() {
    skipToAny("=\n");
    if (in.current() == '=') {
      skipValue();
    }
  }

  /** Skips to the next line that begins with a header. */
  void skipToHeader() {
    while (!in.eof()) {
      if (in.current() == '\n') {
        in.at++;
        int line = in.at;
        in.skipSpace();
        boolean header = atHeader();
        in.at = header ? line : in.at;
        if (header) {
          return;
        }
      }
      in.at += in.eof() ? 0 : 1;
    }
  }
}
