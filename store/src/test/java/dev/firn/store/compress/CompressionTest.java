package dev.firn.store.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CompressionTest {
  private static byte[] sample(int size) {
    byte[] content = new byte[size];
    Random random = new Random(3);
    for (int i = 0; i < size; i++) {
      content[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : i / 50);
    }
    return content;
  }

  private static byte[] compress(byte[] content, Compressor compressor) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream stream = compressor.open(compressed)) {
      stream.write(content, 0, content.length / 3);
      stream.write(content, content.length / 3, content.length - content.length / 3);
    }
    return compressed.toByteArray();
  }

  private static byte[] decompress(byte[] compressed, Compression compression) throws IOException {
    try (InputStream stream =
        Decompressor.open(new ByteArrayInputStream(compressed), compression)) {
      return stream.readAllBytes();
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BROTLI", "LZ4", "LZMA"},
      mode = Mode.EXCLUDE)
  void whatIsCompressedComesBack(Compression compression) throws IOException {
    for (int size : new int[] {0, 1, 70_000}) {
      byte[] content = sample(size);
      for (int level : new int[] {-1, 1, 6}) {
        byte[] compressed = compress(content, new Compressor(compression, level, false));
        assertArrayEquals(content, decompress(compressed, compression));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"XZ", "ZSTD"})
  void severalThreadsCompressTheSame(Compression compression) throws IOException {
    byte[] content = sample(3 << 20);

    byte[] compressed = compress(content, new Compressor(compression, 0, true));

    assertTrue(compressed.length < content.length);
    assertArrayEquals(content, decompress(compressed, compression));
  }

  @Test
  void brotliIsRead() throws IOException {
    byte[] compressed = HexFormat.of().parseHex("0b028068656c6c6f03");

    assertArrayEquals(Latin1.bytes("hello"), decompress(compressed, Compression.BROTLI));
    assertThrows(IOException.class, () -> compress(compressed, Compressor.of(Compression.BROTLI)));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"NONE", "BROTLI", "LZ4", "LZMA"},
      mode = Mode.EXCLUDE)
  void whatIsCutOrChangedIsRefusedOrOther(Compression compression) throws IOException {
    byte[] content = sample(5000);
    byte[] compressed = compress(content, Compressor.of(compression));
    Random random = new Random(9);
    for (int i = 0; i < 60; i++) {
      byte[] changed = compressed.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      byte[] cut = Arrays.copyOf(changed, random.nextInt(changed.length) + 1);
      try {
        decompress(random.nextBoolean() ? changed : cut, compression);
      } catch (IOException refused) {
        // As it should be; whoever gets other bytes compares their hash.
      }
    }
    assertThrows(
        IOException.class,
        () -> decompress(Arrays.copyOf(compressed, compressed.length / 2), compression));
  }

  @Test
  void namesAreThoseOfNix() {
    assertEquals(Compression.BROTLI, Compression.named("br"));
    assertEquals(".zst", Compression.ZSTD.extension());
  }
}
