package dev.firn.base.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashTest {
  private static final String ABC_HEX =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static String problem(String text, @Nullable HashAlgorithm expected) {
    return assertThrows(BadHashException.class, () -> Hash.parse(text, expected)).getMessage();
  }

  @Test
  void knownHashes() {
    assertEquals(
        "md5:900150983cd24fb0d6963f7d28e17f72",
        Hash.digest(HashAlgorithm.MD5, "abc").formatPrefixed(HashFormat.BASE16));
    assertEquals(
        "a9993e364706816aba3e25717850c26c9cd0d89d",
        Hash.digest(HashAlgorithm.SHA1, "abc").base16());
    assertEquals(ABC_HEX, Hash.digest(HashAlgorithm.SHA256, "abc").base16());
    assertEquals(
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        Hash.digest(HashAlgorithm.SHA512, "abc").base16());
  }

  @Test
  void formats() {
    Hash hash = Hash.digest(HashAlgorithm.SHA256, "abc");
    assertEquals("1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s", hash.nix32());
    assertEquals("sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", hash.sri());
    assertEquals("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", hash.format(HashFormat.BASE64));
    assertEquals("sha256:" + ABC_HEX, hash.formatPrefixed(HashFormat.BASE16));
    assertEquals(hash.sri(), hash.formatPrefixed(HashFormat.SRI));
  }

  @Test
  void parsesEveryFormOfEveryAlgorithm() {
    SplittableRandom random = new SplittableRandom(7);
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      for (int i = 0; i < 50; i++) {
        byte[] bytes = new byte[algorithm.size()];
        random.nextBytes(bytes);
        Hash hash = Hash.of(algorithm, bytes);
        for (HashFormat format : HashFormat.values()) {
          assertEquals(
              new Hash.Parsed(hash, format),
              Hash.parseWithFormat(hash.formatPrefixed(format), null));
          if (format != HashFormat.SRI) {
            assertEquals(hash, Hash.parseUnprefixed(hash.format(format), algorithm));
          }
        }
        assertEquals(hash, Hash.parseSri(hash.sri()));
        assertEquals(hash, Hash.parsePrefixed(hash.sri()));
      }
    }
  }

  @Test
  void lenientBase64() {
    Hash hash = Hash.digest(HashAlgorithm.SHA256, "abc");
    assertEquals(hash, Hash.parseSri("sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0"));
    assertEquals(hash, Hash.parseSri("sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/\nYfIAFa0="));
    assertEquals(hash, Hash.parse("sha256:" + ABC_HEX.toUpperCase(Locale.ROOT), null));
  }

  @Test
  void problems() {
    assertEquals(
        "hash 'xyz' does not include a type, nor is the type otherwise known from context",
        problem("xyz", null));
    assertEquals("hash 'md5:xyz' should have type 'sha1'", problem("md5:xyz", HashAlgorithm.SHA1));
    assertEquals(
        "hash 'xyz' has wrong length for hash algorithm 'sha1'", problem("sha1:xyz", null));
    assertEquals(
        "unknown hash algorithm 'foo', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'",
        problem("foo:xyz", null));
    String bad = "zz" + ABC_HEX.substring(2);
    assertEquals(
        "invalid base16 hash '" + bad + "', length 0 != expected length 32",
        problem("sha256:" + bad, null));
    assertEquals(
        "invalid SRI hash 'aaaa', length 3 != expected length 32",
        problem("sha256-aaaa", HashAlgorithm.SHA256));
    assertEquals(
        "hash 'abc' is not SRI",
        assertThrows(BadHashException.class, () -> Hash.parseSri("abc")).getMessage());
    assertEquals(
        "hash 'abc' does not include a type",
        assertThrows(BadHashException.class, () -> Hash.parsePrefixed("abc")).getMessage());
  }

  @Test
  void nix32RefusesExcessBits() {
    String right = Hash.zero(HashAlgorithm.SHA256).nix32();
    String wrong = "2" + right.substring(1);
    assertEquals(
        "1" + right.substring(1), Hash.parse("sha256:1" + right.substring(1), null).nix32());
    assertEquals(
        "invalid nix32 hash '" + wrong + "', length 33 != expected length 32",
        problem("sha256:" + wrong, null));
    assertEquals(
        "invalid nix32 hash 'e" + right.substring(1) + "', length 0 != expected length 32",
        problem("sha256:e" + right.substring(1), null));
  }

  @Test
  void compressesByFolding() {
    byte[] bytes = new byte[32];
    bytes[0] = 1;
    bytes[20] = 2;
    bytes[31] = 4;
    byte[] folded = Hash.of(HashAlgorithm.SHA256, bytes).compress(20);
    assertEquals(20, folded.length);
    assertEquals(3, folded[0]);
    assertEquals(4, folded[11]);
  }

  @Test
  void piecesMakeTheSameHashAsTheWhole() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      byte[] content = new byte[20_000];
      random.nextBytes(content);
      Digest pieces = Digest.of(algorithm);
      for (int at = 0; at < content.length; ) {
        int length = Math.min(random.nextInt(1, 3000), content.length - at);
        pieces.update(content, at, length);
        at += length;
      }
      assertEquals(content.length, pieces.count());
      Hash whole = Hash.digest(algorithm, content);
      assertEquals(whole, pieces.finish());
      assertEquals(whole, Hash.digest(algorithm, Latin1.string(content)));
      assertEquals(whole, Digest.of(algorithm).update(new ByteArrayInputStream(content)).finish());
    }
  }

  @Test
  void orderIsByLengthThenBytes() {
    Hash small = Hash.zero(HashAlgorithm.MD5);
    Hash zero = Hash.zero(HashAlgorithm.SHA256);
    Hash abc = Hash.digest(HashAlgorithm.SHA256, "abc");
    assertTrue(small.compareTo(zero) < 0);
    assertTrue(zero.compareTo(abc) < 0);
    assertTrue(zero.compareTo(Hash.zero(HashAlgorithm.BLAKE3)) < 0);
  }

  @Test
  void base16RoundTrip() {
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    assertArrayEquals(all, Base16.decode(Base16.encode(all)));
    assertEquals(null, Base16.decode("0g"));
    assertEquals(null, Base16.decode("\u0130f"));
  }
}
