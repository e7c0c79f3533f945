package dev.firn.store.nar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.ForwardingDisk;
import dev.firn.base.sys.Renames;
import dev.firn.base.text.Latin1;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody else may write to a directory that is unpacked to, read or deleted, and puts a link that leads elsewhere in the place of what
 * is in it. What lies elsewhere is neither changed nor read.
 */
class HostileDirectoryTest {
  private static final int SWAPS = 3000;

  /** However the machine divides its time, in many of them both processes run at once. */
  private static final int ROUNDS = 80;

  private static final int FILES = 250;

  /** What lies elsewhere: some of it has the names of what is unpacked. */
  private static final List<String> ELSEWHERE =
      List.of("f110", "f150", "f190", "f240", "f70", "f99", "other");

  @TempDir Path base;
  private Path tree;
  private Path outside;
  private Path link;

  @BeforeEach
  void lay() throws IOException {
    tree = base.resolve("tree");
    outside = Files.createDirectory(base.resolve("outside"));
    for (String name : ELSEWHERE) {
      Files.writeString(outside.resolve(name), "elsewhere");
    }
    link = Files.createSymbolicLink(base.resolve("link"), outside);
  }

  /** A disk on which everything is done by paths, as if there were no handles of directories. */
  private static Disk byPaths() {
    return new ForwardingDisk(Disk.REAL) {};
  }

  private List<String> outside() throws IOException {
    try (Stream<Path> files = Files.list(outside)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void requireNothingHappenedOutside() throws IOException {
    assertEquals(ELSEWHERE, outside());
    for (String name : ELSEWHERE) {
      assertEquals("elsewhere", Files.readString(outside.resolve(name)));
    }
  }

  /** Unpacks a file into a directory that was replaced after it was made. */
  private void unpackWhileReplaced(Disk disk) throws IOException {
    try (NarRestorer restorer = NarRestorer.canonical(disk, tree)) {
      restorer.startDirectory("");
      restorer.startDirectory("/d");
      Renames.exchange(tree.resolve("d"), link);
      restorer.startFile("/d/f1", false, 1);
      restorer.content(new byte[] {'x'}, 0, 1);
      restorer.endFile("/d/f1");
      restorer.symlink("/d/l", "target");
      restorer.startDirectory("/d/e");
      restorer.endDirectory("/d/e");
      restorer.endDirectory("/d");
      restorer.endDirectory("");
    }
  }

  @Test
  void whatIsUnpackedGoesWhereTheDirectoryWent() throws IOException {
    unpackWhileReplaced(Disk.REAL);
    requireNothingHappenedOutside();
    assertEquals("x", Files.readString(link.resolve("f1")));
  }

  @Test
  void pathsAloneWouldLeadOutside() throws IOException {
    unpackWhileReplaced(byPaths());
    assertTrue(outside().containsAll(List.of("e", "f1", "l")));
  }

  @Test
  void whatIsReadIsWhatTheDirectoryHeld() throws IOException {
    Files.createDirectories(tree.resolve("d"));
    Files.writeString(tree.resolve("d/f0"), "here");
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    TreeFilter replacing =
        (path, kind) -> {
          if (path.equals("/d/f0")) {
            swap();
          }
          return true;
        };
    NarWriter.write(new DiskTree(tree), replacing, archive);
    String read = Latin1.string(archive.toByteArray());
    assertTrue(read.contains("here") && !read.contains("elsewhere"), read);
  }

  @Test
  void aLinkInThePlaceOfADirectoryIsNotRead() throws IOException {
    Files.createDirectories(tree.resolve("d"));
    TreeFilter replacing =
        (path, kind) -> {
          swap();
          return true;
        };
    assertThrows(
        IOException.class,
        () -> NarWriter.write(new DiskTree(tree), replacing, new ByteArrayOutputStream()));
  }

  private void swap() {
    try {
      Renames.exchange(tree.resolve("d"), link);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static byte[] archive() throws IOException {
    SortedMap<String, MemoryTree> inner = new TreeMap<>();
    for (int i = 0; i < FILES; i++) {
      inner.put("f" + i, MemoryTree.file(new byte[] {'x'}));
    }
    SortedMap<String, MemoryTree> outer = new TreeMap<>();
    outer.put("d", MemoryTree.directory(inner));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NarWriter.write(MemoryTree.directory(outer), bytes);
    return bytes.toByteArray();
  }

  /** A second process does the same at any moment, thousands of times, while trees are unpacked, read and deleted. */
  @Test
  void aProcessThatReplacesDirectoriesGainsNothing() throws IOException {
    byte[] archive = archive();
    try (Swapping swapping = new Swapping(tree.resolve("d"), link)) {
      for (int round = 0; round < ROUNDS || swapping.times() < SWAPS; round++) {
        NarRestorer restorer =
            round % 2 == 0 ? NarRestorer.canonical(Disk.REAL, tree) : NarRestorer.plain(tree);
        ignoringRefusals(() -> restorer.restore(new ByteArrayInputStream(archive)));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        ignoringRefusals(() -> NarWriter.write(new DiskTree(tree), read));
        assertTrue(!Latin1.string(read.toByteArray()).contains("elsewhere"));
        while (Files.exists(tree)) {
          ignoringRefusals(() -> Disk.REAL.deleteTree(tree));
        }
        requireNothingHappenedOutside();
        layLinkAgain();
      }
    }
    requireNothingHappenedOutside();
  }

  /** The link may have been deleted with the tree. Nothing is exchanged while that is not there. */
  private void layLinkAgain() throws IOException {
    if (!Files.isSymbolicLink(link)) {
      Disk.REAL.deleteTree(link);
      Files.createSymbolicLink(link, outside);
    }
  }

  private interface Attempt {
    void make() throws IOException;
  }

  /** Whoever is disturbed may give up. */
  private static void ignoringRefusals(Attempt attempt) {
    try {
      attempt.make();
    } catch (IOException refused) {
      // It did not follow.
    }
  }
}
