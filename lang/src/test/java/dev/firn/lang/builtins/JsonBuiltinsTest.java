package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static dev.firn.lang.builtins.Language.story;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonBuiltinsTest {
  @Test
  void valuesAreWritten() {
    assertEquals(
        "\"{\\\"a\\\":[1,1.0,true,null,\\\"x\\\\n\\\"],\\\"b c\\\":{}}\"",
        eval("builtins.toJSON { \"b c\" = { }; a = [ 1 1.0 true null \"x\\n\" ]; }"));
  }

  @Test
  void setsThatStandForStringsAreStrings() {
    assertEquals(
        "\"[\\\"s\\\",\\\"o\\\",{\\\"a\\\":1},\\\"/p\\\"]\"",
        eval(
            "builtins.toJSON [ { __toString = self: \"s\"; } { outPath = \"o\"; a = 1; } {"
                + " outPath.a = 1; } { __toString = self: /p; } ]"));
    assertEquals(
        "`__toString` should return a string, but got an integer: 1",
        failure("builtins.toJSON { __toString = self: 1; }"));
    assertEquals(
        List.of(
            "while calling the 'toJSON' builtin",
            "while using the result of the `__toString` attribute"),
        story("builtins.toJSON { __toString = self: { }; }"));
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertEquals("cannot convert a function to JSON", failure("builtins.toJSON (x: x)"));
    assertEquals(
        "cannot convert the built-in function 'map' to JSON", failure("builtins.toJSON map"));
    assertEquals(
        List.of(
            "while calling the 'toJSON' builtin",
            "while evaluating attribute 'a'",
            "while evaluating list element at index 1",
            "while calling the 'throw' builtin"),
        story("builtins.toJSON { a = [ 1 (throw \"x\") ]; }"));
  }

  @Test
  void textIsRead() {
    assertEquals(
        "{ a = [ 1 -2 1.5 true null \"é\" ]; b = { }; }",
        eval(
            "builtins.fromJSON ''{ \"a\": [1, -2, 15e-1, true, null, \"\\u00e9\"], \"b\": {} }''"));
    assertEquals("{ a = 2; b = 3; }", eval("builtins.fromJSON ''{\"a\": 1, \"b\": 3, \"a\": 2}''"));
    assertEquals("[ ]", eval("builtins.fromJSON \"[]\""));
  }

  @Test
  void textThatIsNoJsonIsRefused() {
    assertTrue(
        failure("builtins.fromJSON \"[1,\"")
            .startsWith("[json.exception.parse_error.101] parse error"));
    assertEquals(
        List.of("while calling the 'fromJSON' builtin", "while decoding a JSON string"),
        story("builtins.fromJSON \"{\""));
    assertEquals(
        "unsigned json number 9223372036854775808 outside of Nix integer range",
        failure("builtins.fromJSON \"[9223372036854775808]\""));
    assertEquals(
        "input string 'a␀' cannot be represented as Nix string because it contains null bytes",
        failure("builtins.fromJSON ''\"a\\u0000\"''"));
  }

  private static String random(SplittableRandom random, int depth) {
    int kind = random.nextInt(depth > 0 ? 8 : 6);
    return switch (kind) {
      case 0 -> "(" + (random.nextLong() >> random.nextInt(64)) / 2 + ")";
      case 1 -> random.nextBoolean() ? "true" : "null";
      case 2 -> "\"" + Long.toString(random.nextInt(100000), 36) + "\\n\\\"é\"";
      case 3 -> "(" + random.nextInt(1000) / 8.0 + ")";
      case 4 -> "[ ]";
      case 5 -> "{ }";
      case 6 -> "[ " + random(random, depth - 1) + " " + random(random, depth - 1) + " ]";
      default ->
          "{ a = " + random(random, depth - 1) + "; \"b c\" = " + random(random, depth - 1) + "; }";
    };
  }

  @Test
  void whatIsWrittenIsReadBack() {
    SplittableRandom random = new SplittableRandom(101);
    Language language = new Language();
    for (int round = 0; round < 300; round++) {
      String value = random(random, 4);
      assertEquals(
          language.show(value),
          language.show("builtins.fromJSON (builtins.toJSON " + value + ")"),
          value);
    }
  }

  @Test
  void tomlIsRead() {
    assertEquals(
        "{ a = [ 1 2.5 ]; t = { b = true; s = \"x\"; }; }",
        eval("fromTOML ''\na = [1, 2.5]\n[t]\ns = \"x\"\nb = true\n''"));
    assertEquals(
        "while parsing TOML: Dates and times are not supported",
        failure("fromTOML \"a = 2020-01-01\""));
    assertEquals(
        "{ a = { _type = \"timestamp\"; value = \"2020-01-01\"; }; }",
        new Language("parse-toml-timestamps").show("fromTOML \"a = 2020-01-01\""));
    assertTrue(failure("fromTOML \"a = \"").startsWith("while parsing TOML: "));
  }
}
