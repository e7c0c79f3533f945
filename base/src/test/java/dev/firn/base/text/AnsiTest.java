package dev.firn.base.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class AnsiTest {
  @Test
  void keepsPlainText() {
    String text = "plain \u00c3\u00a9\n";
    assertSame(text, Ansi.filter(text, false));
  }

  @Test
  void filtersEscapeSequences() {
    String text =
        "a\u001b[1;2mb\u001b[2Kc\u001b[md\u001b]8;;url\u001b\\e\u001b]8;;\u0007f\u001bMg\u001b";
    assertEquals("abcdefg", Ansi.filter(text, false));
    assertEquals("a\u001b[1;2mbc\u001b[mdefg", Ansi.filter(text, true));
  }

  @Test
  void expandsTabsFromTheBeginningOfTheMessage() {
    assertEquals("        x", Ansi.filter("\tx", true));
    assertEquals("ab\ncd    e", Ansi.filter("ab\ncd\te", true));
    assertEquals("01234567        8", Ansi.filter("01234567\t8", true));
  }

  @Test
  void countsColumns() {
    assertEquals(Latin1.ofUnicode("漢      x"), Ansi.filter(Latin1.ofUnicode("漢\tx"), true));
    assertEquals(
        Latin1.ofUnicode("e\u0301       x"), Ansi.filter(Latin1.ofUnicode("e\u0301\tx"), true));
    assertEquals("\u00ff\u00e2\u0080     x", Ansi.filter("\u00ff\u00e2\u0080\tx", true));
  }

  @Test
  void dropsCarriageReturnsAndBells() {
    assertEquals("ab", Ansi.filter("a\r\u0007b", false));
  }
}
