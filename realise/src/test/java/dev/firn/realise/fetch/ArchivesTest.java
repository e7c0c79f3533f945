package dev.firn.realise.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.MemoryTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ArchivesTest {
  private static MemoryTree unpack(byte[] bytes) throws IOException {
    return Archives.unpack(new ByteArrayInputStream(bytes), "URL");
  }

  private static String content(MemoryTree file) throws IOException {
    return Latin1.string(file.content().stream().readAllBytes());
  }

  private static TarFile sample() {
    return new TarFile()
        .directory("top/")
        .file("top/a", "content")
        .executable("top/run", "#!")
        .symlink("top/link", "a//b/")
        .hardLink("top/again", "top/a")
        .directory("top/empty/");
  }

  @Test
  void theOnlyDirectoryIsLeftOut() throws IOException {
    MemoryTree tree = unpack(sample().bytes());
    assertEquals(List.of("a", "again", "empty", "link", "run"), tree.names());
    assertEquals("content", content(tree.child("a")));
    assertEquals("content", content(tree.child("again")));
    assertEquals(FileKind.EXECUTABLE, tree.child("run").kind());
    assertEquals("a//b/", tree.child("link").target());
    assertEquals(List.of(), tree.child("empty").names());
  }

  @Test
  void whatNoDirectoryCanHoldIsRefused() {
    for (TarFile tar :
        List.of(
            new TarFile().symlink("link", ""),
            new TarFile().extended('x', "path", "a\0b").file("x", ""),
            new TarFile().extended('x', "path", "n".repeat(256)).file("x", ""))) {
      assertThrows(IOException.class, () -> unpack(tar.bytes()));
    }
  }

  @Test
  void severalEntriesAreAllTaken() throws IOException {
    assertEquals(
        List.of("a", "b"), unpack(new TarFile().file("a", "").file("b", "").bytes()).names());
    assertEquals(List.of("a"), unpack(new TarFile().file("./a", "").bytes()).names());
  }

  @Test
  void compression() throws IOException {
    byte[] plain = sample().bytes();
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(plain);
    }
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(xz, new LZMA2Options(0))) {
      out.write(plain);
    }
    assertEquals(unpack(plain), unpack(gzip.toByteArray()));
    assertEquals(unpack(plain), unpack(xz.toByteArray()));
    EvalError error = assertThrows(EvalError.class, () -> unpack(Latin1.bytes("BZh91AY&SY")));
    assertEquals(
        "cannot unpack 'URL': archives in the format 'bzip2' are not supported yet", error.text());
  }

  @Test
  void longAndOddNames() throws IOException {
    String odd = "caf\u00e9\u00ff";
    String name = "n".repeat(150);
    MemoryTree tree =
        unpack(
            new TarFile()
                .extended('g', "comment", "0123")
                .extended('x', "path", odd)
                .file("short", "1")
                .longName(name)
                .file("short", "2")
                .extended('x', "linkpath", odd + "/x")
                .symlink("l", "short")
                .file(odd + "2", "3")
                .bytes());
    assertEquals(List.of(odd, odd + "2", "l", name), tree.names());
    assertEquals("1", content(tree.child(odd)));
    assertEquals("2", content(tree.child(name)));
    assertEquals(odd + "/x", tree.child("l").target());
  }

  @Test
  void whatComesLastCounts() throws IOException {
    MemoryTree tree = unpack(new TarFile().file("a", "1").file("a", "2").file("b", "").bytes());
    assertEquals("2", content(tree.child("a")));
  }

  @Test
  void hostileArchives() {
    Stream.of(
            new TarFile().file("../a", ""),
            new TarFile().file("a/../../b", ""),
            new TarFile().file("a", "").file("a/b", ""),
            new TarFile().symlink("a", "/etc").file("a/b", ""),
            new TarFile().directory("a").file("a", ""),
            new TarFile().hardLink("a", "b"),
            new TarFile().longName("x/".repeat(100) + "a").file("short", ""),
            new TarFile().entry('3', "device", "", 0644, ""),
            new TarFile().entry('x', "pax", "", 0644, "999 path=x\n"),
            new TarFile().entry('x', "pax", "", 0644, "nonsense"))
        .forEach(tar -> assertThrows(IOException.class, () -> unpack(tar.bytes())));
    assertThrows(IOException.class, () -> unpack(Latin1.bytes("x".repeat(600))));
  }

  /** Whatever is broken is told as an error of input, never as one of ours. */
  @Test
  void damagedArchives() {
    byte[] good = sample().bytes();
    SplittableRandom random = new SplittableRandom(11);
    int refused = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] bad = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = Arrays.copyOf(bad, random.nextInt(bad.length + 1));
      try {
        unpack(cut);
      } catch (IOException | EvalError expected) {
        assertInstanceOf(Exception.class, expected);
        refused++;
      }
    }
    assertTrue(refused > 500, "refused " + refused);
  }
}
