package dev.firn.lang.toml;

import dev.firn.lang.toml.Node.Form;
import java.util.ArrayList;
import java.util.List;

/** Reads keys and values. After a problem inside an array or an inline table it goes on, to find others. */
final class ValueParser {
  private static final String BOOLEAN = "expected true or false";
  private static final String FLOATING = "expected from `1` to `9` or digit [0-9] or inf or nan";
  private static final String QUOTE = " A string must be surrounded by quotes.";

  private final Cursor in;
  private final Skipper skipper;

  ValueParser(Cursor in) {
    this.in = in;
    this.skipper = new Skipper(in);
  }

  /** A key and its value. */
  record Pair(Key key, Node value) {}

  Pair pair() {
    int start = in.at;
    Key key;
    try {
      key = key();
      separator();
    } catch (Problem problem) {
      in.at = start;
      throw problem;
    }
    return new Pair(key, value());
  }

  private void separator() {
    in.skipSpace();
    if (in.current() != '=') {
      throw in.problem("toml::parse_key_value_pair: invalid key value separator `=`", "expected =");
    }
    in.at++;
    in.skipSpace();
  }

  /** A key, perhaps with dots. */
  Key key() {
    int start = in.at;
    List<String> parts = new ArrayList<>();
    while (true) {
      parts.add(simpleKey());
      int dot = Syntax.skipSpace(in.text, in.at);
      if (Syntax.at(in.text, dot) != '.') {
        in.checkParts(parts.size());
        return new Key(parts, in.from(start));
      }
      in.at = Syntax.skipSpace(in.text, dot + 1);
    }
  }

  private String simpleKey() {
    if (in.current() == '"' || in.current() == '\'') {
      return Strings.singleLine(in);
    }
    int start = in.at;
    if (!in.accept(Syntax.simpleKey(in.text, in.at))) {
      throw new Problem(
          "toml::parse_simple_key: invalid key: key must be \"quoted\", 'quoted-literal', or bare"
              + " key.",
          in.here(),
          "expected alpha [a-zA-Z], digit [0-9], -, or _",
          "Hint: non-ASCII scripts are allowed in toml v1.1.0, but not in v1.0.0.\n");
    }
    return in.text.substring(start, in.at);
  }

  private Node value() {
    int start = in.at;
    return switch (in.current()) {
      case '[' -> nested(true);
      case '{' -> nested(false);
      case '"', '\'' -> leaf(start, new TomlValue.Text(Strings.parse(in)));
      case 't', 'f' -> leaf(start, bool());
      case 'T' ->
          throw in.problem("toml::parse_value: `true` must be in lowercase." + QUOTE, BOOLEAN);
      case 'F' ->
          throw in.problem("toml::parse_value: `false` must be in lowercase." + QUOTE, BOOLEAN);
      case 'i', 'I' -> leaf(start, special("inf"));
      case 'n', 'N' -> leaf(start, special("nan"));
      default -> leaf(start, number());
    };
  }

  private Node leaf(int start, TomlValue value) {
    return new Node.Leaf(value, in.from(start));
  }

  private TomlValue bool() {
    boolean value = in.text.startsWith("true", in.at);
    if (!value && !in.text.startsWith("false", in.at)) {
      throw in.problem(
          "toml::parse_boolean: invalid boolean: boolean must be `true` or `false`, in lowercase. "
              + "string must be surrounded by `\"`",
          BOOLEAN);
    }
    in.at += value ? 4 : 5;
    return new TomlValue.Bool(value);
  }

  private TomlValue special(String name) {
    if (!in.text.startsWith(name, in.at)) {
      throw in.problem("toml::parse_value: `" + name + "` must be in lowercase." + QUOTE, FLOATING);
    }
    return Numbers.floating(in);
  }

  private TomlValue number() {
    return switch (NumberKind.guess(in)) {
      case OFFSET_DATE_TIME -> Moments.offsetDateTime(in);
      case LOCAL_DATE_TIME -> Moments.localDateTime(in);
      case LOCAL_DATE -> Moments.localDate(in);
      case LOCAL_TIME -> Moments.localTime(in);
      case FLOAT -> Numbers.floating(in);
      case INTEGER -> Numbers.integer(in);
    };
  }

  private Node nested(boolean array) {
    in.enter();
    try {
      int before = in.problems.size();
      int start = in.at++;
      return array ? array(start, before) : inlineTable(start, before);
    } finally {
      in.leave();
    }
  }

  private Node array(int start, int problemsBefore) {
    List<Node> items = new ArrayList<>();
    in.skipBlankLines();
    boolean comma = true;
    while (!in.eof() && in.current() != ']') {
      if (!comma) {
        throw in.problem("toml::parse_array: expected value-separator `,` or closing `]`", "here");
      }
      try {
        items.add(value());
      } catch (Problem problem) {
        in.report(problem);
        if (!skipValue()) {
          break;
        }
        continue;
      }
      comma = itemEnd();
    }
    if (in.current() != ']') {
      throw in.problem(
          "toml::parse_array: missing closing bracket `]`", "expected `]`, reached EOF");
    }
    in.at++;
    if (in.problems.size() > problemsBefore) {
      throw in.problems.get(in.problems.size() - 1);
    }
    Node.Array array = new Node.Array(false, in.from(start));
    array.items.addAll(items);
    return array;
  }

  private boolean skipValue() {
    int before = in.at;
    skipper.skipValue();
    return in.at != before;
  }

  /** Goes past what follows an item of an array; true if there was a comma. */
  private boolean itemEnd() {
    in.skipBlankLines();
    boolean comma = in.current() == ',';
    in.at += comma ? 1 : 0;
    try {
      commentLine();
    } catch (Problem problem) {
      in.report(problem);
    }
    if (comma) {
      in.skipBlankLines();
    }
    return comma;
  }

  /** Goes past a comment and its line's end; false, without going anywhere, if there is no comment. */
  boolean commentLine() {
    int start = in.at;
    in.skipSpace();
    if (!in.accept(Syntax.comment(in.text, in.at))) {
      in.at = start;
      return false;
    }
    if (!in.eof() && !in.acceptNewline()) {
      while (!in.eof() && in.text.charAt(in.at) != '\n') {
        in.at++;
      }
      in.at += in.eof() ? 0 : 1;
      throw new Problem(
          "toml::parse_comment_line: newline (LF / CRLF) or EOF is expected",
          in.here(),
          "but got this",
          "Hint: most of the control characters are not allowed in comments");
    }
    return true;
  }

  private Node inlineTable(int start, int problemsBefore) {
    Node.Table table = new Node.Table(Form.INLINE, in.here());
    in.skipSpace();
    boolean empty = true;
    boolean comma = false;
    while (!in.eof() && in.current() != '}') {
      if (!comma && !empty) {
        throw in.problem(
            "toml::parse_inline_table: expected value-separator `,` or closing `}`", "here");
      }
      empty = false;
      Pair pair;
      try {
        pair = pair();
      } catch (Problem problem) {
        in.report(problem);
        skipper.skipToAny("}\n");
        comma = false;
        break;
      }
      comma = put(table, pair);
    }
    closeInlineTable(comma, problemsBefore);
    table.region = in.from(start);
    return table;
  }

  /** Puts a value into an inline table; true if a comma follows. */
  private boolean put(Node.Table table, Pair pair) {
    try {
      Tables.putValue(table, pair.key(), pair.value());
    } catch (Problem problem) {
      in.report(problem);
      skipper.skipToAny(",\n}");
      return in.current() == ',';
    }
    in.skipSpace();
    boolean comma = in.current() == ',';
    in.at += comma ? 1 : 0;
    in.skipSpace();
    return comma;
  }

  private void closeInlineTable(boolean comma, int problemsBefore) {
    if (comma && in.current() == '}') {
      throw in.problem(
          "toml::parse_inline_table: trailing comma is not allowed in TOML-v1.0.0)", "here");
    }
    if (in.current() != '}') {
      throw in.problem(
          "toml::parse_inline_table: missing closing bracket `}`",
          "expected `}`, reached line end");
    }
    in.at++;
    if (in.problems.size() > problemsBefore) {
      throw in.problems.remove(in.problems.size() - 1);
    }
  }
}
