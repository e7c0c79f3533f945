package dev.firn.store.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final String DIGITS = "0123456789abcdfghijklmnpqrsvwxyz";
  private static final long SEED = 20_260_821;

  private static StorePath path(SplittableRandom random, String name) {
    byte[] digest = new byte[20];
    random.nextBytes(digest);
    return StorePath.of(digest, name);
  }

  /** Text of digits, other chars and whole or spoilt hash parts. */
  private static String content(SplittableRandom random, List<StorePath> paths) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(12);
    for (int i = 0; i < pieces; i++) {
      int kind = random.nextInt(5);
      String part = paths.get(random.nextInt(paths.size())).hashPart();
      if (kind == 0) {
        text.append(part);
      } else if (kind == 1) {
        text.append(part, 0, random.nextInt(32));
      } else if (kind == 2) {
        text.append("e".repeat(random.nextInt(40)));
      } else {
        for (int n = random.nextInt(70); n > 0; n--) {
          text.append(DIGITS.charAt(random.nextInt(32)));
        }
      }
    }
    return text.toString();
  }

  private static void writeInPieces(SplittableRandom random, String text, OutputStream target)
      throws IOException {
    byte[] bytes = Latin1.bytes(text);
    for (int from = 0; from < bytes.length; ) {
      int piece = Math.min(bytes.length - from, 1 + random.nextInt(50));
      target.write(bytes, from, piece);
      from += piece;
    }
  }

  @Test
  void findsExactlyWhatOccurs() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 3000; round++) {
      List<StorePath> paths = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(6); i++) {
        paths.add(path(random, "p" + i));
      }
      String text = content(random, paths);
      SortedSet<StorePath> expected = new TreeSet<>();
      for (StorePath path : paths) {
        if (text.contains(path.hashPart())) {
          expected.add(path);
        }
      }
      ReferenceScanner scanner = new ReferenceScanner(paths);
      writeInPieces(random, text, scanner);
      assertEquals(expected, scanner.found(), () -> "seed " + SEED + ": " + text);
    }
  }

  @Test
  void singleBytesAndAnyPlace() throws IOException {
    StorePath path = path(new SplittableRandom(1), "x");
    for (int before = 0; before < 70; before++) {
      ReferenceScanner scanner = new ReferenceScanner(List.of(path));
      for (byte each : Latin1.bytes("0".repeat(before) + path.hashPart())) {
        assertEquals(0, scanner.found().size());
        scanner.write(each);
      }
      assertEquals(List.of(path), List.copyOf(scanner.found()));
    }
  }

  @Test
  void pathsThatShareDigitsAreAllFound() throws IOException {
    StorePath path = path(new SplittableRandom(1), "x");
    StorePath other = StorePath.of(path.hashPart() + "-y");
    ReferenceScanner scanner = new ReferenceScanner(List.of(path, other));
    scanner.write(Latin1.bytes(path.hashPart()));
    assertEquals(2, scanner.found().size());
  }

  @Test
  void rewritesWhatOccurs() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 2000; round++) {
      StorePath from = path(random, "from");
      StorePath to = path(random, "to");
      StorePath other = path(random, "other");
      String text = content(random, List.of(from, other)) + content(random, List.of(from));
      ByteArrayOutputStream result = new ByteArrayOutputStream();
      HashRewriter rewriter = new HashRewriter(Map.of(from.hashPart(), to.hashPart()), result);
      writeInPieces(random, text, rewriter);
      rewriter.finish();
      assertEquals(
          text.replace(from.hashPart(), to.hashPart()), Latin1.string(result.toByteArray()));
      List<Long> expected = new ArrayList<>();
      for (int at = text.indexOf(from.hashPart());
          at >= 0;
          at = text.indexOf(from.hashPart(), at + 32)) {
        expected.add((long) at);
      }
      assertArrayEquals(
          expected.stream().mapToLong(Long::longValue).toArray(), rewriter.positions());
    }
  }

  @Test
  void rewritesAcrossItsBuffer() throws IOException {
    StorePath from = path(new SplittableRandom(1), "from");
    StorePath to = path(new SplittableRandom(2), "to");
    for (int before = 65_480; before < 65_560; before += 3) {
      ByteArrayOutputStream result = new ByteArrayOutputStream();
      HashRewriter rewriter = new HashRewriter(Map.of(from.hashPart(), to.hashPart()), result);
      rewriter.write(Latin1.bytes("0".repeat(before) + from.hashPart() + "1".repeat(70_000)));
      rewriter.finish();
      assertEquals(
          "0".repeat(before) + to.hashPart() + "1".repeat(70_000),
          Latin1.string(result.toByteArray()));
      assertArrayEquals(new long[] {before}, rewriter.positions());
    }
  }

  @Test
  void moduloIsThePlainHashWithoutOccurrences() throws IOException {
    StorePath path = path(new SplittableRandom(1), "x");
    ModuloHasher hasher = new ModuloHasher(HashAlgorithm.SHA256, path.hashPart());
    hasher.write(Latin1.bytes("abc"));
    assertEquals(Hash.digest(HashAlgorithm.SHA256, "abc"), hasher.finish());
  }

  @Test
  void moduloTellsWhereOccurrencesWere() throws IOException {
    StorePath path = path(new SplittableRandom(1), "x");
    ModuloHasher hasher = new ModuloHasher(HashAlgorithm.SHA1, path.hashPart());
    hasher.write(Latin1.bytes("ab" + path.hashPart() + "c" + path.hashPart()));
    String zeros = "\0".repeat(32);
    assertEquals(
        Hash.digest(HashAlgorithm.SHA1, "ab" + zeros + "c" + zeros + "|2|35"), hasher.finish());
  }

  @Test
  void whatIsNoHashPartIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new ModuloHasher(HashAlgorithm.SHA256, "short"));
  }
}
