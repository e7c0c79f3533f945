package dev.firn.base.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpoolTest {
  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    return bytes;
  }

  private static Spool spool(byte[] bytes) throws IOException {
    Spool spool = new Spool();
    for (int at = 0; at < bytes.length; at += 70_001) {
      spool.write(bytes, at, Math.min(70_001, bytes.length - at));
    }
    return spool;
  }

  @Test
  void fewAndManyBytesAreReadAsTheyWereWritten() throws IOException {
    for (int size : new int[] {0, 1, 1 << 20, (1 << 20) + 1, 5_000_000}) {
      byte[] bytes = bytes(size);
      try (Spool spool = spool(bytes);
          InputStream first = spool.read();
          InputStream second = spool.read()) {
        assertEquals(size, spool.size());
        assertArrayEquals(bytes, first.readAllBytes());
        assertArrayEquals(bytes, second.readAllBytes());
      }
    }
  }

  @Test
  void partsAreReadAlone() throws IOException {
    for (int size : new int[] {1000, 3_000_000}) {
      byte[] bytes = bytes(size);
      try (Spool spool = spool(bytes);
          InputStream part = spool.read(100, 800)) {
        assertArrayEquals(Arrays.copyOfRange(bytes, 100, 900), part.readAllBytes());
      }
    }
  }

  /** Whatever ends the process: there is no name to be left behind. */
  @Test
  void noFileHasAName() throws IOException {
    try (Spool spool = spool(bytes(5_000_000));
        Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      List<String> spools =
          open.map(SpoolTest::target).filter(file -> file.contains(".spool")).toList();

      assertEquals(5_000_000, spool.size());
      assertEquals(1, spools.size());
      assertTrue(spools.getFirst().endsWith(" (deleted)"), spools.getFirst());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }
}
