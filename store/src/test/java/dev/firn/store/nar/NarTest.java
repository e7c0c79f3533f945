package dev.firn.store.nar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.Symlinks;
import dev.firn.base.text.ByteBuilder;
import dev.firn.base.text.Latin1;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NarTest {
  @TempDir Path directory;

  private static byte[] archive(FileTree tree) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NarWriter.write(tree, bytes);
    return bytes.toByteArray();
  }

  private static MemoryTree parse(byte[] archive) throws IOException {
    return MemoryTreeBuilder.read(new ByteArrayInputStream(archive));
  }

  private static MemoryTree file(String content) {
    return MemoryTree.file(Latin1.bytes(content));
  }

  private static MemoryTree sample() {
    SortedMap<String, MemoryTree> entries = new TreeMap<>();
    entries.put("b", file("hello"));
    entries.put("dir", MemoryTree.directory(new TreeMap<>()));
    entries.put("l", MemoryTree.symlink("b"));
    entries.put("x", MemoryTree.executable(Latin1.bytes("#!")));
    return MemoryTree.directory(entries);
  }

  /** The archive that Nix makes of the same tree. */
  @Test
  void sameBytesAsNix() throws IOException {
    byte[] archive = archive(sample());
    assertEquals(872, archive.length);
    assertEquals(
        "0faf8201e70bc57d51536e95be1035a9d4e10c5959e1e7ac7668e1422843d06c",
        Hash.digest(HashAlgorithm.SHA256, archive).base16());
    assertArrayEquals(archive(file("abc")), NarWriter.ofFile(Latin1.bytes("abc")));
  }

  private static MemoryTree random(SplittableRandom random, int depth) {
    int kind = depth > 5 ? random.nextInt(3) : random.nextInt(5);
    byte[] content = new byte[random.nextInt(100) == 0 ? 200_000 : random.nextInt(40)];
    random.nextBytes(content);
    if (kind == 0) {
      return MemoryTree.file(content);
    }
    if (kind == 1) {
      return MemoryTree.executable(content);
    }
    if (kind == 2) {
      return MemoryTree.symlink(name(random) + "/".repeat(random.nextInt(3)) + name(random));
    }
    SortedMap<String, MemoryTree> entries = new TreeMap<>();
    for (int n = random.nextInt(6); n > 0; n--) {
      entries.put(name(random), random(random, depth + 1));
    }
    return MemoryTree.directory(entries);
  }

  private static String name(SplittableRandom random) {
    StringBuilder name = new StringBuilder("n");
    for (int n = random.nextInt(12); n > 0; n--) {
      char c = (char) random.nextInt(1, 256);
      name.append(c == '/' ? '%' : c);
    }
    return name.toString();
  }

  @Test
  void roundTripsThroughMemoryAndDisk() throws IOException {
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < 150; i++) {
      MemoryTree tree = random(random, 0);
      byte[] archive = archive(tree);
      assertEquals(tree, parse(archive));
      Path plain = directory.resolve("plain" + i);
      NarRestorer.plain(plain).restore(new ByteArrayInputStream(archive));
      assertArrayEquals(archive, archive(new DiskTree(plain)));
      Path canonical = directory.resolve("canonical" + i);
      NarRestorer.canonical(Disk.REAL, canonical).restore(new ByteArrayInputStream(archive));
      assertArrayEquals(archive, archive(new DiskTree(canonical)));
    }
  }

  @Test
  void canonicalMetadata() throws IOException {
    SortedMap<String, MemoryTree> outer = new TreeMap<>();
    outer.put("sub", sample());
    Path root = directory.resolve("root");
    NarRestorer.canonical(Disk.REAL, root)
        .restore(new ByteArrayInputStream(archive(MemoryTree.directory(outer))));
    NarRestorer.seal(Disk.REAL, root, FileKind.DIRECTORY);
    for (String path : List.of("", "sub", "sub/b", "sub/dir", "sub/l", "sub/x")) {
      Path file = root.resolve(path);
      assertEquals(
          1000, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis(), path);
      if (!path.equals("sub/l")) {
        assertEquals(
            path.equals("sub/b") ? "r--r--r--" : "r-xr-xr-x",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
  }

  @Test
  void targetsKeepTheirSlashes() throws IOException {
    for (String target :
        List.of("a//b", "a/", "/", "//", "\u00ff//", "//\u00ff/a//b/", "x\u00ff/", "./")) {
      Path link = directory.resolve("link");
      NarRestorer.plain(link)
          .restore(new ByteArrayInputStream(archive(MemoryTree.symlink(target))));
      assertEquals(target, Symlinks.read(link));
      Files.delete(link);
    }
  }

  @Test
  void theDestinationMustNotExist() throws IOException {
    Path there = Files.createFile(directory.resolve("there"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("elsewhere"));
    Path odd = directory.resolve("odd");
    Symlinks.create(odd, "a//b");
    for (Path path : List.of(there, link, odd)) {
      for (MemoryTree tree :
          List.of(sample(), file("x"), MemoryTree.symlink("y"), MemoryTree.symlink("y//"))) {
        byte[] archive = archive(tree);
        assertThrows(
            FileAlreadyExistsException.class,
            () -> NarRestorer.plain(path).restore(new ByteArrayInputStream(archive)));
      }
    }
    assertTrue(Files.notExists(directory.resolve("elsewhere")));
  }

  @Test
  void filtersPruneAndAreAskedInOrder() throws IOException {
    SortedMap<String, MemoryTree> entries = new TreeMap<>();
    entries.put("drop", sample());
    entries.put("keep", sample());
    List<String> asked = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NarWriter.write(
        MemoryTree.directory(entries),
        (path, kind) -> {
          asked.add(path + " " + kind.text());
          return !path.equals("/drop") && !path.endsWith("/x");
        },
        bytes);
    assertEquals(
        List.of(
            "/drop directory",
            "/keep directory",
            "/keep/b regular",
            "/keep/dir directory",
            "/keep/l symlink",
            "/keep/x regular"),
        asked);
    assertEquals(List.of("keep"), parse(bytes.toByteArray()).names());
    assertEquals(List.of("b", "dir", "l"), parse(bytes.toByteArray()).child("keep").names());
  }

  @Test
  void depthIsBounded() throws IOException {
    MemoryTree tree = file("x");
    for (int i = 0; i < 63; i++) {
      tree = nest(tree);
    }
    byte[] deepest = archive(tree);
    assertEquals(tree, parse(deepest));
    MemoryTree tooDeep = nest(tree);
    assertThrows(NarException.class, () -> archive(tooDeep));
    ByteBuilder archive = new ByteBuilder(1000).append(deepest, 0, 24);
    for (int i = 0; i < 10_000; i++) {
      words(archive, "(", "type", "directory", "entry", "(", "name", "n", "node");
    }
    refuse("nesting exceeds maximum depth of 64", archive.toByteArray());
  }

  private static MemoryTree nest(MemoryTree tree) {
    SortedMap<String, MemoryTree> entries = new TreeMap<>();
    entries.put("n", tree);
    return MemoryTree.directory(entries);
  }

  private static void words(ByteBuilder target, String... words) {
    for (String word : words) {
      target.append((char) (word.length() & 255)).append("\0\0\0\0\0\0\0").append(word);
      target.append("\0".repeat(-word.length() & 7));
    }
  }

  private static byte[] archive(String... words) {
    ByteBuilder target = new ByteBuilder(100);
    words(target, "nix-archive-1");
    words(target, words);
    return target.toByteArray();
  }

  private static void refuse(String problem, byte[] archive) {
    NarException bad = assertThrows(NarException.class, () -> parse(archive));
    assertTrue(bad.getMessage().contains(problem), bad.getMessage());
  }

  @Test
  void wrongArchives() {
    refuse("doesn't look like a Nix archive", Latin1.bytes("x".repeat(100)));
    refuse("unknown file type 'pipe'", archive("(", "type", "pipe", ")"));
    refuse("expected tag 'contents', got 'content'", archive("(", "type", "regular", "content"));
    refuse("string is too long", archive("(", "type", "regular", "executable", "x", "contents"));
    refuse("string is too long", archive("(", "type", "x".repeat(33)));
    refuse("invalid symlink target", archive("(", "type", "symlink", "target", "", ")"));
    refuse("invalid symlink target", archive("(", "type", "symlink", "target", "a\0", ")"));
    refuse("expected tag 'entry' or ')', got 'x'", archive("(", "type", "directory", "x"));
    for (String name : List.of("", ".", "..", "a/b", "/", "a\0b")) {
      refuse(
          "invalid file name",
          archive("(", "type", "directory", "entry", "(", "name", name, "node"));
    }
    String[] twice = {
      "(",
      "type",
      "directory",
      "entry",
      "(",
      "name",
      "b",
      "node",
      "(",
      "type",
      "symlink",
      "target",
      "/",
      ")",
      ")",
      "entry",
      "(",
      "name",
      "b",
      "node"
    };
    refuse("NAR directory is not sorted", archive(twice));
    twice[18] = "a";
    refuse("NAR directory is not sorted", archive(twice));
  }

  @Test
  void paddingMustBeZero() throws IOException {
    byte[] archive = archive(file("abc"));
    int padding = new String(archive, StandardCharsets.ISO_8859_1).indexOf("abc") + 3;
    archive[padding] = 1;
    refuse("non-zero padding", archive);
  }

  /** Each prefix ends too early; each damaged archive is refused as one, or is one; memory stays bounded. */
  @Test
  void damagedArchives() throws IOException {
    byte[] good = archive(sample());
    for (int length = 0; length < good.length; length++) {
      byte[] prefix = Arrays.copyOf(good, length);
      assertThrows(EOFException.class, () -> parse(prefix));
    }
    SplittableRandom random = new SplittableRandom(23);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = good.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        assertEquals(good.length, archive(parse(damaged)).length);
      } catch (NarException | EOFException expected) {
        assertTrue(expected.getMessage() != null);
      }
    }
  }

  @Test
  void nothingIsReadBeyondTheEnd() throws IOException {
    byte[] archive = archive(sample());
    byte[] more = Arrays.copyOf(archive, archive.length + 10);
    ByteArrayInputStream stream = new ByteArrayInputStream(more);
    assertEquals(sample(), MemoryTreeBuilder.read(stream));
    assertEquals(10, stream.available());
  }
}
