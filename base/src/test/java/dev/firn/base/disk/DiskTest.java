package dev.firn.base.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskTest {
  @TempDir Path root;

  private Disk disk(String kind) {
    return switch (kind) {
      case "recording" -> new RecordingDisk(Disk.REAL, root);
      case "faulty" -> new FaultyDisk(Disk.REAL, (number, step) -> {});
      case "hasty" -> new HastyDisk(Disk.REAL);
      default -> Disk.REAL;
    };
  }

  private static void write(Disk disk, Path file, String content) throws IOException {
    try (OutputStream stream = disk.createFile(file)) {
      stream.write(content.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** What holds for every disk. */
  @ParameterizedTest
  @ValueSource(strings = {"real", "recording", "faulty", "hasty"})
  void changesFiles(String kind) throws IOException {
    Disk disk = disk(kind);
    Path directory = root.resolve("d");
    disk.createDirectory(directory);
    assertThrows(IOException.class, () -> disk.createDirectory(directory));
    Path file = directory.resolve("f");
    write(disk, file, "hello");
    assertThrows(IOException.class, () -> disk.createFile(file));
    disk.setPermissions(file, PosixFilePermissions.fromString("r-xr-xr-x"));
    disk.setModified(file, FileTime.fromMillis(1000));
    assertEquals(1000, Files.getLastModifiedTime(file).toMillis());
    Path link = root.resolve("l");
    disk.createSymlink(link, "d//f");
    disk.setModified(link, FileTime.fromMillis(2000));
    assertEquals(2000, Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS).toMillis());
    assertEquals(1000, Files.getLastModifiedTime(file).toMillis());
    Path second = root.resolve("second");
    disk.link(file, second);
    assertEquals("hello", Files.readString(second));
    write(disk, root.resolve("new"), "new");
    disk.move(root.resolve("new"), second);
    assertEquals("new", Files.readString(second));
    write(disk, root.resolve("new"), "newer");
    assertThrows(FileAlreadyExistsException.class, () -> disk.moveNew(root.resolve("new"), second));
    disk.moveNew(root.resolve("new"), root.resolve("newest"));
    disk.delete(root.resolve("newest"));
    disk.exchange(second, directory);
    assertTrue(Files.isDirectory(second));
    assertEquals("new", Files.readString(directory));
    disk.syncOnly(directory);
    disk.syncOnly(root);
    disk.sync(root);
    assertThrows(IOException.class, () -> disk.delete(second));
    disk.delete(second.resolve("f"));
    disk.delete(second);
    disk.delete(link);
    disk.reached("the end");
    assertTrue(Files.notExists(second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"real", "recording", "faulty", "hasty"})
  void deletesTrees(String kind) throws IOException {
    Disk disk = disk(kind);
    Path tree = root.resolve("tree");
    disk.createDirectory(tree);
    write(disk, root.resolve("outside"), "stays");
    write(disk, tree.resolve("f"), "hello");
    disk.link(tree.resolve("f"), root.resolve("second"));
    disk.link(tree.resolve("f"), root.resolve("third"));
    write(disk, tree.resolve("g"), "12");
    disk.createSymlink(tree.resolve("l"), "../outside");
    Path inner = tree.resolve("inner");
    disk.createDirectory(inner);
    write(disk, inner.resolve("h"), "1234");
    disk.setPermissions(inner, PosixFilePermissions.fromString("---------"));
    disk.setPermissions(tree, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertEquals(2 + 4 + "../outside".length(), disk.deleteTree(tree));
    assertTrue(Files.notExists(tree));
    assertEquals("stays", Files.readString(root.resolve("outside")));
    assertEquals(5, disk.deleteTree(root.resolve("outside")));
    assertEquals(0, disk.deleteTree(root.resolve("outside")));
  }

  @Test
  void deletesTreesOfAnyDepth() throws IOException {
    Path at = Files.createDirectory(root.resolve("deep"));
    for (int i = 0; i < 400; i++) {
      at = Files.createDirectory(at.resolve("d"));
    }
    Disk.REAL.deleteTree(root.resolve("deep"));
    assertEquals(0, root.toFile().list().length);
  }

  @Test
  void whatWasSyncedSurvives() throws IOException {
    RecordingDisk disk = new RecordingDisk(Disk.REAL, root);
    write(disk, root.resolve("f"), "one");
    disk.sync(root);
    write(disk, root.resolve("g"), "two");
    SplittableRandom random = new SplittableRandom(1);
    DiskImage none = disk.powerFailure(disk.size(), 0, random);
    assertArrayEquals(bytes("one"), node(none, "f").content());
    assertNull(none.node(List.of("g")));
    DiskImage all = disk.powerFailure(disk.size(), 1, random);
    assertArrayEquals(bytes("two"), node(all, "g").content());
  }

  @Test
  void aFileCanBeThereWithoutItsContent() throws IOException {
    RecordingDisk disk = new RecordingDisk(Disk.REAL, root);
    write(disk, root.resolve("t"), "content");
    disk.move(root.resolve("t"), root.resolve("f"));
    disk.syncOnly(root);
    DiskImage image = disk.powerFailure(disk.size(), 0, new SplittableRandom(3));
    assertNull(image.node(List.of("t")));
    assertTrue(node(image, "f").content().length <= 7);
    disk.syncOnly(root.resolve("f"));
    image = disk.powerFailure(disk.size(), 0, new SplittableRandom(3));
    assertArrayEquals(bytes("content"), node(image, "f").content());
  }

  @Test
  void renamesAreLostAsAWhole() throws IOException {
    RecordingDisk disk = new RecordingDisk(Disk.REAL, root);
    write(disk, root.resolve("t"), "content");
    disk.createSymlink(root.resolve("s"), "x");
    disk.sync(root);
    disk.move(root.resolve("t"), root.resolve("f"));
    SplittableRandom random = new SplittableRandom(5);
    int lost = 0;
    for (int i = 0; i < 100; i++) {
      DiskImage image = disk.powerFailure(disk.size(), 0.5, random);
      assertEquals("x", node(image, "s").target());
      boolean old = image.node(List.of("t")) != null;
      assertEquals(!old, image.node(List.of("f")) != null);
      lost += old ? 1 : 0;
    }
    assertTrue(lost > 20 && lost < 80);
  }

  @Test
  void nothingHappensAfterACrash() throws IOException {
    FaultyDisk disk = new FaultyDisk(Disk.REAL, FaultyDisk.crashAt(2));
    OutputStream stream = disk.createFile(root.resolve("f"));
    stream.write(1);
    assertThrows(FaultyDisk.Crash.class, () -> stream.write(2));
    stream.close();
    assertThrows(FaultyDisk.Crash.class, () -> disk.delete(root.resolve("f")));
    assertThrows(FaultyDisk.Crash.class, () -> disk.reached("x"));
    assertEquals(1, Files.size(root.resolve("f")));
    assertEquals(2, disk.steps());
  }

  @Test
  void aFullDiskStillDeletes() throws IOException {
    FaultyDisk disk = new FaultyDisk(Disk.REAL, FaultyDisk.fullFrom(1));
    disk.createDirectory(root.resolve("d"));
    assertThrows(IOException.class, () -> disk.createDirectory(root.resolve("e")));
    disk.delete(root.resolve("d"));
  }

  @Test
  void pointsAreTold() {
    List<String> points = new ArrayList<>();
    RecordingDisk disk = new RecordingDisk(Disk.REAL, root);
    disk.reached("one");
    disk.onReached(points::add);
    disk.reached("two");
    assertEquals(List.of("two"), points);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static DiskImage.Node node(DiskImage image, String name) {
    DiskImage.Node node = image.node(List.of(name));
    assertNotNull(node);
    return node;
  }
}
