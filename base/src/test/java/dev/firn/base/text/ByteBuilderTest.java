package dev.firn.base.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ByteBuilderTest {
  @Test
  void growsAndKeepsBytes() {
    ByteBuilder builder = new ByteBuilder(1);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      builder.append((char) (i & 255)).append("ab\u00ff").append("xyz", 1, 2);
      expected.append((char) (i & 255)).append("ab\u00ff").append('y');
    }
    builder.append(new byte[] {1, 2, 3}, 1, 2);
    expected.append("\u0002\u0003");
    assertEquals(expected.toString(), builder.toString());
    assertArrayEquals(Latin1.bytes(expected.toString()), builder.toByteArray());
    builder.clear();
    assertEquals(0, builder.length());
  }

  @Test
  void escapes() {
    byte[] escapes = new byte[256];
    escapes['x'] = 'y';
    escapes[255] = '"';
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 1000; round++) {
      ByteBuilder builder = new ByteBuilder(random.nextInt(8));
      StringBuilder text = new StringBuilder();
      StringBuilder expected = new StringBuilder("x");
      for (int i = random.nextInt(20); i > 0; i--) {
        int kind = random.nextInt(3);
        text.append(kind == 0 ? 'x' : kind == 1 ? '\u00ff' : 'a');
        expected.append(kind == 0 ? "\\y" : kind == 1 ? "\\\"" : "a");
      }
      builder.append('x').appendEscaped(text.toString(), escapes);
      assertEquals(expected.toString(), builder.toString());
    }
  }

  @Test
  void unicode() {
    assertEquals("\u00c3\u00a9", Latin1.ofUnicode("\u00e9"));
    assertEquals("\u00e9", Latin1.toUnicode("\u00c3\u00a9"));
    assertEquals("a\ufffd", Latin1.toUnicode("a\u00ff"));
  }
}
