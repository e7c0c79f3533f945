package dev.firn.process.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.FaultyDisk;
import dev.firn.deploy.component.ComponentPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedFilesTest {
  private static final ComponentPath A = ComponentPath.of("a");
  private static final Mark MARK = new Mark("web", A, "1");

  @TempDir private Path top;
  private Path directory;
  private MarkedFiles files;

  @BeforeEach
  void open() {
    directory = top.resolve("conf.d");
    files = on(Disk.REAL);
  }

  private MarkedFiles on(Disk disk) {
    return new MarkedFiles(
        disk, directory, name -> name.endsWith("/type") ? null : Mark.Comment.HASH);
  }

  private static Rendering rendering(String... names) {
    TreeMap<String, RenderedFile> rendered = new TreeMap<>();
    for (String name : names) {
      rendered.put(name, new RenderedFile("text\n", name.endsWith("run")));
    }
    return new Rendering(rendered);
  }

  @Test
  void whatIsInstalledIsFoundAndRemoved() throws Exception {
    assertEquals(Map.of(), files.components("web"));
    files.install(Map.of(MARK, rendering("a.conf", "a-srv/type", "a-srv/run")));
    files.install(Map.of(new Mark("web", ComponentPath.of("b"), "2"), rendering("b.conf")));
    files.install(Map.of(new Mark("other", A, "3"), rendering("c.conf")));
    assertEquals(Set.of("a.conf", "a-srv/run", "b.conf", "c.conf"), files.marks().keySet());
    assertEquals(MARK, files.components("web").get(A));
    assertEquals("# firn-mark: 1 web 1 a\ntext\n", Files.readString(directory.resolve("a.conf")));
    assertEquals("text\n", Files.readString(directory.resolve("a-srv/type")));
    assertTrue(Files.isExecutable(directory.resolve("a-srv/run")));
    assertFalse(Files.isExecutable(directory.resolve("a.conf")));

    files.remove("web", Set.of(A));
    assertEquals(Set.of("b.conf", "c.conf"), files.marks().keySet());
    assertFalse(Files.exists(directory.resolve("a-srv")));
  }

  @Test
  void filesOfOthersAreInTheWay() throws Exception {
    Files.createDirectories(directory.resolve("s"));
    Files.writeString(directory.resolve("a.conf"), "mine\n");
    Files.writeString(directory.resolve("s/type"), "mine\n");
    assertNotNull(files.obstacle(rendering("a.conf"), MARK));
    assertNotNull(files.obstacle(rendering("s/type"), MARK));
    assertNull(files.obstacle(rendering("b.conf"), MARK));

    files.install(Map.of(MARK, rendering("b.conf", "t/type", "t/run")));
    assertNull(files.obstacle(rendering("b.conf", "t/type", "t/run"), MARK));
    assertNull(files.obstacle(rendering("b.conf"), new Mark("web", A, "2")));
    assertNotNull(files.obstacle(rendering("b.conf"), new Mark("other", A, "1")));
    assertNotNull(files.obstacle(rendering("t/type"), new Mark("other", A, "1")));
    Files.createSymbolicLink(directory.resolve("l.conf"), directory.resolve("b.conf"));
    assertNotNull(files.obstacle(rendering("l.conf"), MARK));
    files.remove("web", Set.of(A));
    assertTrue(Files.exists(directory.resolve("a.conf")));
    assertTrue(Files.exists(directory.resolve("s/type")));
  }

  @Test
  void whateverKillsItRemovingMakesAllClean() throws Exception {
    files.install(Map.of(new Mark("web", A, "0"), rendering("a.conf")));
    Files.createDirectories(directory);
    for (int step = 1; ; step++) {
      FaultyDisk disk = new FaultyDisk(Disk.REAL, FaultyDisk.crashAt(step));
      boolean whole = false;
      try {
        on(disk).install(Map.of(MARK, rendering("a.conf", "b.conf")));
        whole = true;
      } catch (FaultyDisk.Crash killed) {
        String text = Files.readString(directory.resolve("a.conf"));
        assertTrue(text.endsWith("a\ntext\n"), text);
      }
      assertNotNull(files.components("web").get(A));
      files.remove("web", Set.of(A));
      try (var left = Files.list(directory)) {
        assertEquals(0, left.filter(file -> !file.toString().endsWith(".conf.firn-new")).count());
      }
      if (whole) {
        return;
      }
      files.install(Map.of(new Mark("web", A, "0"), rendering("a.conf")));
    }
  }
}
