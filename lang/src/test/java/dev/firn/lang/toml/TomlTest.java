package dev.firn.lang.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The expected results and messages were given by toml11 4.4.0. */
class TomlTest {
  /** A document's values, in a compact form. */
  private static String read(String document) {
    return show(Toml.parse(Latin1.ofUnicode(document), "doc"));
  }

  private static String show(TomlValue value) {
    return switch (value) {
      case TomlValue.Table(Map<String, TomlValue> entries) -> {
        List<String> shown = new ArrayList<>();
        entries.forEach((key, item) -> shown.add(key + "=" + show(item)));
        yield "{" + String.join(" ", shown) + "}";
      }
      case TomlValue.Array(List<TomlValue> items) ->
          items.stream().map(TomlTest::show).toList().toString();
      case TomlValue.Text(String bytes) -> "'" + bytes + "'";
      case TomlValue.Int(long number) -> Long.toString(number);
      case TomlValue.Real(double number) -> Double.toString(number);
      case TomlValue.Bool(boolean truth) -> Boolean.toString(truth);
      case TomlValue.Moment(String text) -> text;
    };
  }

  private static String error(String document) {
    return assertThrows(TomlException.class, () -> read(document), document).getMessage();
  }

  /** The first line of a message, without its beginning. */
  private static String title(String document) {
    return error(document).split("\n")[0].substring("[error] ".length());
  }

  @Test
  void readsKeys() {
    assertEquals("{}", read(""));
    assertEquals("{}", read("\ufeff# only this"));
    assertEquals(
        "{a=1 b-c_2=2 a b=3 c.d=4 \u00c3\u00a9=5}",
        read("a = 1\nb-c_2=2\r\n\"a b\"=3\n'c.d'=4\n\"\\u00e9\"=5"));
    assertEquals("{a={b={c=1 d=2} e=3}}", read("a.b.c = 1\na . 'b' . d = 2\na.e=3"));
    assertEquals("{3={14=1}}", read("3.14 = 1"));
  }

  @Test
  void readsIntegers() {
    assertEquals("{a=99 b=-17 c=1000 d=0 e=0}", read("a=+99\nb=-17\nc=1_000\nd=-0\ne=+0"));
    assertEquals("{a=3735928559 b=493 c=214}", read("a=0xdead_BEEF\nb=0o755\nc=0b11010110"));
    assertEquals(
        "{a=9223372036854775807 b=-9223372036854775808}",
        read("a=9223372036854775807\nb=-9223372036854775808"));
  }

  @Test
  void readsFloats() {
    assertEquals(
        "{a=1.0 b=-0.01 c=5.0E22 d=-0.02 e=-0.0 f=9224617.445991227}",
        read("a=+1.0\nb=-0.01\nc=5e+22\nd=-2E-2\ne=-0.0\nf=9_224_617.445_991_228_313"));
    assertEquals("{a=Infinity b=-Infinity c=NaN d=0.0}", read("a=inf\nb=-inf\nc=+nan\nd=1e-400"));
  }

  @Test
  void readsStrings() {
    assertEquals(
        "{a='a\"b\\\t\n\u00c3\u00a9\u00f0\u009f\u0098\u0080'}",
        read("a = \"a\\\"b\\\\\\t\\n\\u00e9\\U0001F600\""));
    assertEquals(
        "{a='C:\\x' b='x\"\"y' c='a\nb'}",
        read("a = 'C:\\x'\nb = \"\"\"x\"\"y\"\"\"\nc = '''\na\nb'''"));
    assertEquals(
        "{a='one two' b='\"x\"\"' c=''''}",
        read("a = \"\"\"\\\n  one \\  \n\n   two\"\"\"\nb = \"\"\"\"x\"\"\"\"\"\nc = ''''''''"));
    assertEquals("{a='\0'}", read("a = \"\\u0000\""));
  }

  @Test
  void readsMoments() {
    assertEquals(
        "{a=1979-05-27T07:32:00Z b=1979-05-27T00:32:00.999999-07:00 c=1979-05-27T07:32:00Z}",
        read(
            "a=1979-05-27t07:32:00z\n"
                + "b=1979-05-27 00:32:00.999999-07:00\n"
                + "c=1979-05-27T07:32:00-00:00"));
    assertEquals(
        "{a=1979-05-27T07:32:00 b=1979-05-27 c=07:32:60.500 d=00:00:00.123456789}",
        read("a=1979-05-27 07:32:00\nb=1979-05-27\nc=07:32:60.5\nd=00:00:00.1234567899"));
    assertEquals(
        "{a=07:32:00.000100 b=07:32:00 c=2000-02-29}",
        read("a=07:32:00.0001\nb=07:32:00.000\nc=2000-02-29"));
    assertEquals("{a=1979-05-27}", read("a = 1979-05-27 # a date"));
  }

  @Test
  void readsArraysAndInlineTables() {
    assertEquals(
        "{a=[1, [true, 'x'], {b={c=1}}]}",
        read("a = [ # one\n 1, [true,'x'] # two\n , {b.c = 1},\n]"));
    assertEquals("{a=[] b={}}", read("a = [\n\n]\nb = { }"));
  }

  @Test
  void readsTables() {
    assertEquals(
        "{a={b={c={x=1}} y=2} d=[{e=1 f=[{g=2}, {g=3}]}, {}]}",
        read(
            "[a.b.c]\n"
                + "x=1\n"
                + "[a] # now itself\n"
                + "y=2\n"
                + "[[d]]\n"
                + "e=1\n"
                + "[[d.f]]\n"
                + "g=2\n"
                + "[[d.f]]\n"
                + "g=3\n"
                + "[[ d ]]\n"));
  }

  @Test
  void definesTablesOnce() {
    String[][] conflicts = {
      {"a=1\na=2", "failed to insert a value, value already exists"},
      {"[a]\n[a]", "failed to insert a table, table already defined"},
      {"a.b=1\n[a]", "failed to insert a table, table already defined"},
      {"[a]\nb.c=1\n[a.b]", "failed to insert a table, table already defined"},
      {"[[a]]\n[a]", "failed to insert a table, table already defined"},
      {"[a]\n[[a]]", "failed to insert an array of tables, value already exists"},
      {"a=[]\n[[a]]", "failed to insert an array of tables, value already exists"},
      {"a=[{}]\n[[a]]", "failed to insert a table, inline array of tables is immutable"},
      {"a={}\na.b=1", "failed to insert a value: inline table is immutable"},
      {"[x.y.z]\n[x]\ny.z.b=1", "reopening a table using dotted keys"},
      {"a=1\na.b=1", "failed to insert a value, value already exists"},
      {"a={b=1,b=2}", "failed to insert a value, value already exists"},
    };
    for (String[] conflict : conflicts) {
      assertEquals("toml::insert_value: " + conflict[1], title(conflict[0]), conflict[0]);
    }
  }

  @Test
  void refusesWhatIsNoToml() {
    String[] documents = {
      "a",
      "a =",
      "= 1",
      "a = 1 b = 2",
      "a b = 1",
      "[a",
      "[]",
      "[a]b",
      "[[a]",
      "a = [1",
      "a = [1 2]",
      "a = {b=1,}",
      "a = {b=1\n}",
      "a = \"x",
      "a = \"\n\"",
      "a = \"\\q\"",
      "a = \"\\ud800\"",
      "a = \"\\Uffffffff\"",
      "a = '''x''",
      "a = \"\"\"\"\"\"\"\"\"",
      "a = 01",
      "a = 1_",
      "a = 1__0",
      "a = 0x",
      "a = +0x1",
      "a = 1.",
      "a = .1",
      "a = 1.e1",
      "a = 1e400",
      "a = True",
      "a = nul",
      "a = 1979-02-29",
      "a = 24:00:00",
      "a = 00:00:61",
      "a = 07:32",
      "a = 1979-05-27T07:32:00+25:00",
      "a = 1\rb = 1",
      "# \u0007",
    };
    for (String document : documents) {
      assertTrue(error(document).startsWith("[error] "), document);
    }
    assertThrows(TomlException.class, () -> Toml.parse("a = \"\u00ff\"", "doc"));
    assertThrows(TomlException.class, () -> Toml.parse("a = \"\u00ed\u00a0\u0080\"", "doc"));
  }

  @Test
  void showsWhereNumbersAreTooLarge() {
    assertEquals(
        """
        [error] toml::parse_dec_integer: too large integer: current max digits = 2^63
         --> doc
           |
         1 | attr = 9223372036854775808
           |                           ^-- must be < 2^63
        """,
        error("attr = 9223372036854775808"));
  }

  @Test
  void showsBothPlacesOfAConflict() {
    assertEquals(
        """
        [error] toml::insert_value: failed to insert a value, value already exists
         --> doc
            |
         11 | a.b = [2]
            | ^^^-- inserting this
            | ...
            |
          1 | a.b = 1
            |       ^-- but value already exists
        """,
        error("a.b = 1\n\n\n\n\n\n\n\n\n\na.b = [2]"));
  }

  @Test
  void showsSeveralProblemsAndShortensLines() {
    assertEquals(
        """
        [error] toml::parse_key_value_pair: invalid key value separator `=`
         --> doc
           |
         1 | a
           |  ^-- expected =
        [error] toml::parse_boolean: invalid boolean: boolean must be `true` or `false`, in lowercase. string must be surrounded by `"`
         --> doc
           |
         2 | ... xxxxxxxxxxxxxxxxxxxxxxxxxxx = f # yyyyyyyyyyyyyyyyyyyyyyyyyy ...
           |                                   ^-- expected true or false
        """,
        error("a\n" + "x".repeat(40) + " = f # " + "y".repeat(40)));
  }

  @Test
  void boundsDepth() {
    assertEquals("values nest deeper than 400", title("a = " + "[".repeat(100_000)));
    assertEquals("values nest deeper than 400", title("a = " + "{a=".repeat(100_000)));
    assertEquals("values nest deeper than 400", title("a.".repeat(100_000) + "a = 1"));
    assertTrue(error("a = [x, " + "[".repeat(100_000)).startsWith("[error] bad format"));
    int depth = 0;
    TomlValue value =
        Toml.parse("a = " + "[".repeat(400) + "]".repeat(400), "doc").entries().get("a");
    while (value instanceof TomlValue.Array(List<TomlValue> items)) {
      depth++;
      value = items.isEmpty() ? new TomlValue.Int(0) : items.get(0);
    }
    assertEquals(400, depth);
  }

  @Test
  void doesNotGoBackForever() {
    for (String document : List.of("a = [[[1][[,a\u0013\"\u0013a]b\n[.x =", "a = [[1[[ b = 1")) {
      assertEquals(
          "toml::parse_array: expected value-separator `,` or closing `]`", title(document));
    }
  }

  @Test
  void mayGoBackToTheVeryBeginning() {
    String document = "0_xa = [[[[[[[7[1][[,\0\0\0\u0092\5[,\0\0\0\u0092\5[[,a =] [[[[[[,a =] [[[[";
    assertEquals("toml::parse_array: expected value-separator `,` or closing `]`", title(document));
  }

  @Test
  void survivesDamage() {
    String document =
        "# c\n"
            + "[a.\"b\"]\n"
            + "k = [1, 2.5, {x = 'y', z.w = \"\"\"q\\u00e9\"\"\"}] # d\n"
            + "[[t]]\n"
            + "d = 1979-05-27T07:32:00.5Z\n";
    SplittableRandom random = new SplittableRandom(11);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      StringBuilder damaged = new StringBuilder(document);
      for (int n = random.nextInt(3); n >= 0; n--) {
        int at = random.nextInt(damaged.length());
        damaged.setCharAt(at, "[]{}=\"'#\n\r,.\\x1-\u00c3".charAt(random.nextInt(17)));
      }
      try {
        Toml.parse(damaged.toString(), "doc");
      } catch (TomlException e) {
        refused++;
        assertTrue(e.offset() <= damaged.length());
      }
    }
    assertTrue(refused > 1000);
  }
}
