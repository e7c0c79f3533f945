package dev.firn.base.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.text.Latin1;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private static String number(double value) {
    return new Json.Num(value).print();
  }

  private static String problem(String text) {
    return assertThrows(JsonEncodingException.class, () -> new Json.Str(text).print()).getMessage();
  }

  @Test
  void numbers() {
    assertEquals("1.0", number(1));
    assertEquals("-0.0", number(-0.0));
    assertEquals("0.1", number(0.1));
    assertEquals("0.3333333333333333", number(1.0 / 3));
    assertEquals("0.0001", number(1e-4));
    assertEquals("1e-05", number(1e-5));
    assertEquals("1.5e-05", number(1.5e-5));
    assertEquals("123456789012345.0", number(123456789012345.0));
    assertEquals("100000000000000.0", number(1e14));
    assertEquals("1e+15", number(1e15));
    assertEquals("1e+20", number(1e20));
    assertEquals("1e+300", number(1e300));
    assertEquals("1.7976931348623157e+308", number(Double.MAX_VALUE));
    assertEquals("5e-324", number(Double.MIN_VALUE));
    assertEquals("null", number(Double.NaN));
    assertEquals("null", number(Double.NEGATIVE_INFINITY));
  }

  /** Grisu2 is not always shortest. These are numbers where it differs from {@link Double#toString}. */
  @Test
  void digitsAreThoseOfGrisu() {
    assertEquals("3.5195412113676292e-74", number(3.519541211367629e-74));
    assertEquals("1.2126981381214076e-192", number(1.2126981381214077e-192));
    assertEquals("4.7493437882922224e+16", number(4.749343788292222e16));
    assertEquals("85016925927839.87", number(85016925927839.88));
  }

  @Test
  void numbersReadBackTheSame() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertEquals(value, Double.parseDouble(number(value)));
      }
    }
  }

  @Test
  void stringsAreEscaped() {
    assertEquals(
        "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f"
            + Latin1.ofUnicode("\u00e9\ud83d\ude00")
            + "\"",
        new Json.Str(Latin1.ofUnicode("\"\\/\b\f\n\r\t\0\u001f\u007f\u00e9\ud83d\ude00")).print());
  }

  @Test
  void whatIsNoUtf8IsRefused() {
    String prefix = "[json.exception.type_error.316] ";
    assertEquals(prefix + "invalid UTF-8 byte at index 1: 0xFF", problem("a\u00ff"));
    assertEquals(prefix + "invalid UTF-8 byte at index 2: 0x62", problem("a\u00e9b"));
    assertEquals(prefix + "incomplete UTF-8 string; last byte: 0xE9", problem("a\u00e9"));
    assertEquals(prefix + "incomplete UTF-8 string; last byte: 0x82", problem("\u00e2\u0082"));
    assertEquals(prefix + "invalid UTF-8 byte at index 1: 0xA0", problem("\u00ed\u00a0\u0080"));
    assertEquals(prefix + "invalid UTF-8 byte at index 0: 0xC0", problem("\u00c0\u0080"));
  }

  @Test
  void aWrongStringIsReportedAtTheEnd() {
    JsonWriter writer = JsonWriter.compact();
    writer.startArray();
    writer.string("\u00ff");
    writer.string("\u00fe");
    writer.endArray();
    assertEquals(
        "[json.exception.type_error.316] invalid UTF-8 byte at index 0: 0xFF",
        assertThrows(JsonEncodingException.class, writer::finish).getMessage());
  }

  @Test
  void indented() {
    assertEquals(
        "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": [],\n  \"c\": {\n    \"d\": null\n  }\n}",
        Json.parse("{\"a\":[1,{}],\"b\":[],\"c\":{\"d\":null}}").printIndented(2));
  }
}
