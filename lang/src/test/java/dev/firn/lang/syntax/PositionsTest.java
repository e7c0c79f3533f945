package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PositionsTest {
  @Test
  void everyByteOfEverySourceHasItsNumber() {
    Positions positions = new Positions();
    int first = positions.add(Source.string("a\nb"));
    int second = positions.add(Source.file("/f", "c\r\nd"));

    assertEquals("\u00c2\u00abstring\u00c2\u00bb:2:1", positions.shown(first + 2));
    assertEquals("/f:2:1", positions.shown(second + 3));
    assertNull(positions.resolve(Positions.NONE));
    assertNull(positions.resolve(second + 5));
  }

  @Test
  void aFileThatDidNotChangeKeepsItsNumbers() {
    Positions positions = new Positions();
    int first = positions.add(Source.file("/f", "a"));
    int changed = positions.add(Source.file("/f", "b"));

    assertNotEquals(first, changed);
    assertEquals(changed, positions.add(Source.file("/f", "b")));
    assertNotEquals(changed, positions.add(Source.file("/g", "b")));
    assertNotEquals(positions.add(Source.string("b")), positions.add(Source.string("b")));
  }

  @Test
  void theNewestTextCanBeForgotten() {
    Positions positions = new Positions();
    Source text = Source.string("a");
    int base = positions.add(text);
    positions.resolve(base);
    positions.forget(text);
    Source later = Source.string("\nb");

    assertEquals(base, positions.add(later));
    assertEquals("\u00c2\u00abstring\u00c2\u00bb:2:1", positions.shown(base + 1));
    positions.add(Source.string("c"));
    positions.forget(later);
    assertEquals("\u00c2\u00abstring\u00c2\u00bb:2:1", positions.shown(base + 1));
  }

  @Test
  void tooMuchTextIsAnErrorAndLessIsStillTaken() {
    Positions positions = new Positions(10);
    positions.add(Source.string("abcd"));

    SyntaxError error = assertThrows(SyntaxError.class, () -> positions.add(Source.string("abcd")));
    assertEquals("too much was read: 10 bytes of source text at most", error.getMessage());
    assertEquals(6, positions.add(Source.string("abc")));
  }
}
