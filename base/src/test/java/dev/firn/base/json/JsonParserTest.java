package dev.firn.base.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.text.Latin1;
import org.junit.jupiter.api.Test;

class JsonParserTest {
  private static final String PARSE_ERROR = "[json.exception.parse_error.101] parse error at ";

  private static String again(String text) {
    return Json.parse(text).print();
  }

  private static String problem(String text) {
    return assertThrows(JsonParseException.class, () -> Json.parse(text)).getMessage();
  }

  private static void problem(String expected, String text) {
    assertEquals(PARSE_ERROR + expected, problem(text));
  }

  @Test
  void values() {
    assertEquals(
        "{\"a\":[1,2.5,\"x\",true,false,null,{}],\"b\":[]}",
        again(" {\"b\" : [ ] ,\n\"a\":[1,2.5,\"x\",true,false,null,{}]}\r\n\t"));
    assertEquals("3", again("\u00ef\u00bb\u00bf3"));
  }

  @Test
  void theLastOfEqualKeysCounts() {
    assertEquals("{\"a\":2}", again("{\"a\":1,\"a\":2}"));
  }

  @Test
  void numbers() {
    assertEquals(new Json.Int(Long.MAX_VALUE), Json.parse("9223372036854775807"));
    assertEquals(new Json.Int(Long.MIN_VALUE), Json.parse("-9223372036854775808"));
    assertEquals(new Json.Unsigned(Long.MIN_VALUE), Json.parse("9223372036854775808"));
    assertEquals(new Json.Unsigned(-1), Json.parse("18446744073709551615"));
    assertEquals("18446744073709551615", again("18446744073709551615"));
    assertEquals(new Json.Num(0x1p64), Json.parse("18446744073709551616"));
    assertEquals(new Json.Num(-0x1p63), Json.parse("-9223372036854775809"));
    assertEquals(new Json.Int(0), Json.parse("-0"));
    assertEquals(new Json.Num(-0.0), Json.parse("-0.0"));
    assertEquals(new Json.Num(100), Json.parse("1e2"));
    assertEquals(
        "[json.exception.out_of_range.406] number overflow parsing '1e400'", problem("1e400"));
  }

  @Test
  void escapesBecomeUtf8() {
    assertEquals(
        new Json.Str(Latin1.ofUnicode("\"\\/\b\f\n\r\t\u00e9\u20ac\ud83d\ude00\0")),
        Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\ude00\\u0000\""));
  }

  @Test
  void syntaxErrors() {
    problem(
        "line 1, column 1: syntax error while parsing value - unexpected end of input; expected '[', '{', or a literal",
        "");
    problem(
        "line 1, column 2: syntax error while parsing value - unexpected end of input; expected '[', '{', or a literal",
        "[");
    problem(
        "line 2, column 1: syntax error while parsing object key - unexpected '}'; expected string literal",
        "{\"a\":1,\n}");
    problem(
        "line 1, column 3: syntax error while parsing value - unexpected number literal; expected end of input",
        "1 2");
    problem(
        "line 1, column 3: syntax error while parsing value - invalid literal; last read: 'trx'",
        "trx");
    problem(
        "line 1, column 5: syntax error while parsing array - unexpected ':'; expected ']'",
        "[\"a\":1]");
    problem(
        "line 1, column 3: syntax error while parsing value - invalid number; expected digit after '.';"
            + " last read: '1.x'",
        "1.x");
    problem(
        "line 1, column 0: syntax error while parsing value - unexpected number literal; expected end of input",
        "1 2\n");
  }

  @Test
  void stringErrors() {
    String value = "syntax error while parsing value - invalid string: ";
    problem("line 1, column 3: " + value + "missing closing quote; last read: '\"a'", "\"a");
    problem(
        "line 2, column 0: "
            + value
            + "control character U+000A (LF) must be escaped to \\u000A or \\n;"
            + " last read: '\"a<U+000A>'",
        "\"a\n");
    problem(
        "line 1, column 2: "
            + value
            + "control character U+001F (US) must be escaped to \\u001F;"
            + " last read: '\"<U+001F>'",
        "\"\u001f");
    problem(
        "line 1, column 3: " + value + "ill-formed UTF-8 byte; last read: '\"\u00c3a'",
        "\"\u00c3a\"");
    problem(
        "line 1, column 8: "
            + value
            + "surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF;"
            + " last read: '\"\\ud800x'",
        "\"\\ud800x\"");
    problem(
        "line 1, column 3: " + value + "forbidden character after backslash; last read: '\"\\x'",
        "\"\\x\"");
  }

  @Test
  void depthCostsNoStack() {
    int depth = 1_000_000;
    String text = "[".repeat(depth) + "]".repeat(depth);
    assertEquals(text, again(text));
    problem(
        "line 1, column 1000001: syntax error while parsing value - unexpected end of input;"
            + " expected '[', '{', or a literal",
        "[".repeat(depth));
  }
}
