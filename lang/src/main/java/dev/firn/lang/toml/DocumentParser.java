package dev.firn.lang.toml;

import dev.firn.lang.toml.Node.Form;
import java.util.List;

/** Reads a document line by line: pairs of keys and values, and headers. Goes on after a problem, to find others. */
final class DocumentParser {
  private static final String EXPECTED_KEY =
      "expected basic key([a-zA-Z0-9_-]) or quoted key(\" or ')";

  private final Cursor in;
  private final ValueParser values;
  private final Skipper skipper;
  private final Node.Table root;

  DocumentParser(Cursor in) {
    this.in = in;
    this.values = new ValueParser(in);
    this.skipper = new Skipper(in);
    this.root = new Node.Table(Form.EXPLICIT, new Region(in.name, in.text, 0, 0, false));
  }

  TomlValue.Table parse() {
    if (!in.eof()) {
      topComments();
      content(root);
      while (!in.eof()) {
        in.skipBlankLines();
        section();
      }
    }
    if (!in.problems.isEmpty()) {
      throw in.failure();
    }
    return root.value();
  }

  /** Checks the comments at the top. They are read again with what follows them, as toml11 does. */
  private void topComments() {
    int start = in.at;
    while (!in.eof()) {
      try {
        if (!values.commentLine()) {
          int newline = Syntax.newline(in.text, Syntax.skipSpace(in.text, in.at));
          in.at = newline == Syntax.NONE ? start : newline;
          return;
        }
      } catch (Problem problem) {
        in.report(problem);
        skipper.skipComments();
      }
    }
  }

  /** A header and what follows it. */
  private void section() {
    int start = in.at;
    boolean array = Syntax.arrayHeader(in.text, in.at) != Syntax.NONE;
    if (!array && Syntax.tableHeader(in.text, in.at) == Syntax.NONE) {
      in.report(badHeader());
      skipper.skipToHeader();
      return;
    }
    Key key;
    try {
      key = headerKey(array ? 2 : 1);
      headerEnd();
    } catch (Problem problem) {
      in.at = Math.max(in.at, start);
      in.report(problem);
      skipper.skipToHeader();
      return;
    }
    content(open(array, key));
  }

  private Node.Table open(boolean array, Key key) {
    try {
      return array ? Tables.openArrayTable(root, key) : Tables.openTable(root, key);
    } catch (Problem problem) {
      in.report(problem);
      // What follows is still checked.
      return new Node.Table(Form.EXPLICIT, key.region());
    }
  }

  private Key headerKey(int brackets) {
    int start = in.at;
    in.at += brackets;
    in.skipSpace();
    List<String> parts = values.key().parts();
    in.skipSpace();
    in.at += brackets;
    return new Key(parts, in.from(start));
  }

  private void headerEnd() {
    if (!values.commentLine()) {
      in.skipSpace();
      if (!in.eof() && !in.acceptNewline()) {
        throw in.problem(
            "toml::parse_file: newline (or EOF) expected", "expected 0x0a(LINE FEED) or \r\n");
      }
    }
  }

  private Problem badHeader() {
    boolean array = in.text.startsWith("[[", in.at);
    String close = array ? "]]" : "]";
    int key = Syntax.skipSpace(in.text, in.at + close.length());
    int end = Syntax.key(in.text, key);
    int wrong = end == Syntax.NONE ? key : Syntax.skipSpace(in.text, end);
    return new Problem(
        "toml::parse_file: invalid " + (array ? "array-table" : "table") + " key",
        in.regionAt(wrong),
        end == Syntax.NONE ? EXPECTED_KEY : "expected " + close);
  }

  /** The pairs of a table, up to the next header or the end. */
  private void content(Node.Table table) {
    int before = in.problems.size();
    try {
      pairs(table);
    } catch (Problem problem) {
      in.report(problem);
    }
    if (in.problems.size() > before) {
      skipper.skipToHeader();
    }
  }

  private void pairs(Node.Table table) {
    boolean newline = true;
    while (!in.eof()) {
      int start = in.at;
      newline |= in.skipBlankLines();
      if (in.eof()) {
        return;
      }
      if (in.current() == '[') {
        in.at = start;
        return;
      }
      if (!newline) {
        throw in.problem("toml::parse_table: newline (LF / CRLF) or EOF is expected", "here");
      }
      newline = pair(table);
    }
  }

  /** A key and its value; true if a comment, and so a line's end, follows. */
  private boolean pair(Node.Table table) {
    ValueParser.Pair pair;
    try {
      pair = values.pair();
    } catch (Problem problem) {
      in.report(problem);
      skipper.skipPair();
      return false;
    }
    boolean newline = false;
    try {
      newline = values.commentLine();
    } catch (Problem problem) {
      in.report(problem);
    }
    try {
      Tables.putValue(table, pair.key(), pair.value());
    } catch (Problem problem) {
      in.report(problem);
    }
    return newline;
  }
}
