package dev.firn.base.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytePathsTest {
  private static final String ODD = "\u00ff\u00fe% ?#\u0080\n";

  @TempDir private Path folder;

  @Test
  void anyByteSurvivesTheWayThere() throws IOException {
    Path file = odd("");
    Files.writeString(file, "content");

    assertEquals("content", Files.readString(BytePaths.of(BytePaths.bytes(folder) + "/" + ODD)));
  }

  @Test
  void listingGivesTheBytes() throws IOException {
    Files.createDirectory(odd(""));

    try (var entries = Files.newDirectoryStream(folder)) {
      assertEquals(ODD, BytePaths.bytes(entries.iterator().next().getFileName()));
    }
  }

  @Test
  void linksKeepTheBytesOfTheirTargets() throws IOException {
    Files.writeString(odd(""), "content");
    Path link = Files.createSymbolicLink(odd("link"), BytePaths.of(ODD));

    assertEquals(ODD, BytePaths.bytes(Files.readSymbolicLink(link)));
    assertEquals(BytePaths.bytes(odd("").toRealPath()), BytePaths.bytes(link.toRealPath()));
  }

  @Test
  void theSystemSeesTheSameBytes() throws IOException, InterruptedException {
    Files.writeString(odd(""), "content");
    // A pattern, because Java cannot pass the name: ? is one byte in the C locale.
    Process shell =
        new ProcessBuilder("sh", "-c", "LC_ALL=C; export LC_ALL; printf %s * | od -An -tx1")
            .directory(folder.toFile())
            .start();

    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

    assertEquals(0, shell.waitFor());
    assertEquals("ff fe 25 20 3f 23 80 0a", printed.strip());
  }

  @Test
  void dotsAndRelativeNamesStayAsTheyAre() {
    assertEquals("../\u00e9/./b", BytePaths.bytes(BytePaths.of("../\u00e9/./b")));
    assertEquals("\u00e9", BytePaths.bytes(BytePaths.of("\u00e9")));
    assertEquals("/\u00e9", BytePaths.bytes(BytePaths.of("//\u00e9/")));
    assertEquals("", BytePaths.bytes(BytePaths.of("")));
    assertTrue(BytePaths.of("/\u00e9").isAbsolute());
  }

  @Test
  void randomNamesComeBack() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2000; i++) {
      String name = randomName(random);
      assertEquals(name, BytePaths.bytes(BytePaths.of(name)));
      assertEquals("/" + name, BytePaths.bytes(BytePaths.of("/" + name)));
    }
  }

  @Test
  void whatIsNoByteIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> BytePaths.of("\u20ac"));
    assertThrows(IllegalArgumentException.class, () -> BytePaths.of("\u00e9\0"));
    assertThrows(IllegalArgumentException.class, () -> BytePaths.of("a\0"));
  }

  private Path odd(String suffix) {
    return BytePaths.of(BytePaths.bytes(folder) + "/" + ODD + suffix);
  }

  private static String randomName(SplittableRandom random) {
    StringBuilder name = new StringBuilder();
    int length = random.nextInt(1, 12);
    for (int i = 0; i < length; i++) {
      char c = (char) random.nextInt(1, 256);
      name.append(c == '/' ? 'x' : c);
    }
    return name.toString();
  }
}
