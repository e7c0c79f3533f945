package dev.firn.store.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final StorePath PATH = StorePath.of("0".repeat(32) + "-x");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final WireWriter writer = new WireWriter(bytes, StoreDir.DEFAULT);

  private WireReader reader() {
    return reader(bytes.toByteArray());
  }

  private static WireReader reader(byte[] bytes) {
    return new WireReader(new ByteArrayInputStream(bytes), StoreDir.DEFAULT);
  }

  @Test
  void knownBytes() throws IOException {
    writer.number(0x4558494e);
    writer.string("abc");
    assertArrayEquals(
        Latin1.bytes("NIXE\0\0\0\0\3\0\0\0\0\0\0\0abc\0\0\0\0\0"), bytes.toByteArray());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    writer.number(-2);
    writer.bool(true);
    for (int length = 0; length < 20; length++) {
      writer.string("\u00ff".repeat(length));
    }
    writer.string("x".repeat(200_000));
    writer.strings(List.of("b", "a"));
    writer.map(Map.of("k", "v"));
    writer.path(PATH);
    writer.path(null);
    writer.paths(List.of(PATH));
    WireReader reader = reader();
    assertEquals(-2, reader.number());
    assertTrue(reader.bool());
    for (int length = 0; length < 20; length++) {
      assertEquals("\u00ff".repeat(length), reader.string());
    }
    assertEquals("x".repeat(200_000), reader.string());
    assertEquals(List.of("b", "a"), reader.strings());
    assertEquals(Map.of("k", "v"), reader.map());
    assertEquals(PATH, reader.path());
    assertNull(reader.pathOrNull());
    assertEquals(new TreeSet<>(List.of(PATH)), reader.paths());
    assertThrows(EOFException.class, reader::number);
  }

  @Test
  void badInputIsRefused() throws IOException {
    writer.string("/elsewhere/x");
    assertThrows(WireException.class, () -> reader().path());
    assertThrows(WireException.class, () -> reader().string(5));
    bytes.reset();
    writer.number(Long.MAX_VALUE);
    assertThrows(WireException.class, () -> reader().string());
    assertThrows(WireException.class, () -> reader().strings());
    bytes.reset();
    writer.number(1 << 29);
    assertThrows(EOFException.class, () -> reader().string());
    assertThrows(
        WireException.class, () -> reader(Latin1.bytes("\1\0\0\0\0\0\0\0ab\0\0\0\0\0\0")).string());
    assertThrows(EOFException.class, () -> reader(Latin1.bytes("\1\0\0\0\0\0\0\0a")).string());
  }
}
