package dev.firn.store.cacheserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.firn.base.text.Latin1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
  @Test
  void partsAreReadAsHttpWritesThem() {
    assertEquals(new ByteRange(0, 10), ByteRange.parse("bytes=0-9", 100));
    assertEquals(new ByteRange(10, 100), ByteRange.parse("bytes=10-", 100));
    assertEquals(new ByteRange(90, 100), ByteRange.parse("bytes=-10", 100));
    assertEquals(new ByteRange(90, 100), ByteRange.parse("bytes=90-1000", 100));
    for (String whole :
        new String[] {
          "bytes=100-",
          "bytes=5-4",
          "bytes=-200",
          "bytes=0-1,5-6",
          "bytes=x-",
          "bytes=",
          "lines=1-2",
          "bytes=99999999999999999999-"
        }) {
      assertNull(ByteRange.parse(whole, 100), whole);
    }
    assertNull(ByteRange.parse(null, 100));
  }

  @Test
  void aPartIsCutFromTheWhole() throws IOException {
    Answer whole =
        new Answer(
            200,
            "text/plain",
            10,
            null,
            target -> {
              for (int i = 0; i < 10; i += 2) {
                target.write(Latin1.bytes("0123456789"), i, 2);
              }
            });
    for (int from = 0; from < 10; from++) {
      for (int to = from + 1; to <= 10; to++) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        new ByteRange(from, to).of(whole).content().writeTo(part);
        assertEquals("0123456789".substring(from, to), Latin1.string(part.toByteArray()));
      }
    }
  }
}
