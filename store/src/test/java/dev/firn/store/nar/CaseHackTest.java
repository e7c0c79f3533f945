package dev.firn.store.nar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.text.Latin1;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseHackTest {
  @TempDir Path directory;

  private static MemoryTree directory(Object... namesAndTrees) {
    TreeMap<String, MemoryTree> entries = new TreeMap<>();
    for (int i = 0; i < namesAndTrees.length; i += 2) {
      entries.put((String) namesAndTrees[i], (MemoryTree) namesAndTrees[i + 1]);
    }
    return MemoryTree.directory(entries);
  }

  private static MemoryTree file(String text) {
    return MemoryTree.file(Latin1.bytes(text));
  }

  private static byte[] archive(FileTree tree) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    NarWriter.write(tree, archive);
    return archive.toByteArray();
  }

  private Path restored(FileTree tree) throws IOException {
    Path place = directory.resolve("restored");
    try (NarRestorer restorer = NarRestorer.plain(place)) {
      NarReader.read(new ByteArrayInputStream(archive(tree)), new CaseHackHandler(restorer));
    }
    return place;
  }

  @Test
  void whatIsUnpackedIsReadAsItWas() throws IOException {
    MemoryTree tree =
        directory(
            "NAME", file("1"),
            "Name", directory("a", file("2"), "A", MemoryTree.symlink("b")),
            "name", MemoryTree.executable(Latin1.bytes("3")),
            "other", file("4"));
    Path place = restored(tree);

    assertEquals(
        List.of("NAME", "Name~nix~case~hack~1", "name~nix~case~hack~2", "other"),
        new DiskTree(place).names());
    assertEquals("2", Files.readString(place.resolve("Name~nix~case~hack~1/a~nix~case~hack~1")));
    assertArrayEquals(archive(tree), archive(new CaseHackTree(new DiskTree(place), "/x")));
  }

  @Test
  void twoNamesForTheSameAreRefused() throws IOException {
    Path place = restored(directory("NAME", file("1"), "name", file("2")));
    Files.createFile(place.resolve("NAME~nix~case~hack~2"));

    assertEquals(
        "file name collision between '/x/NAME' and '/x/NAME~nix~case~hack~2'",
        assertThrows(NarException.class, () -> archive(new CaseHackTree(new DiskTree(place), "/x")))
            .getMessage());
  }

  @Test
  void namesThatLookHackedAreRefusedIfTheyCollide() {
    MemoryTree tree =
        directory("Test", file("1"), "Test~nix~case~hack~1", file("2"), "test", file("3"));

    assertEquals(
        "NAR contains file name 'test' that collides with case-hacked file name"
            + " 'Test~nix~case~hack~1'",
        assertThrows(NarException.class, () -> restored(tree)).getMessage());
  }
}
