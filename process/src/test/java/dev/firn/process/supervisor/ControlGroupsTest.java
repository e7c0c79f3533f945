package dev.firn.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.deploy.component.ComponentPath;
import dev.firn.process.description.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees as the kernel shows them, of ordinary files. */
class ControlGroupsTest {
  private static final Key KEY = new Key("app", ComponentPath.of("web"));
  private static final Resources ALL = new Resources(64L << 20, 150L, 100L, null);

  @TempDir private Path root;

  private void hierarchy(String... names) throws IOException {
    for (String name : names) {
      Files.createFile(Files.createDirectories(root.resolve(name)).resolve("cgroup.procs"));
    }
  }

  private ControlGroups groups() {
    return ControlGroups.of(root, Path.of("/var/lib/firn/_supervisor"));
  }

  private List<Path> open() throws IOException {
    ControlGroups groups = groups();
    assertEquals(List.of(), groups.missing(ALL));
    return Objects.requireNonNull(groups.group(KEY)).open(ALL);
  }

  private static String read(Path process, String file) throws IOException {
    return Files.readString(process.resolveSibling(file));
  }

  @Test
  void version2HasOneFolderForAll() throws IOException {
    hierarchy(".");
    List<Path> entered = open();
    assertEquals(1, entered.size());
    Path group = entered.getFirst();
    assertEquals("67108864", read(group, "memory.max"));
    assertEquals("150000 100000", read(group, "cpu.max"));
    assertEquals("100", read(group, "pids.max"));
    assertTrue(Files.exists(root.resolve("cgroup.subtree_control")));
  }

  @Test
  void version1HasOneForEachLimit() throws IOException {
    hierarchy("memory", "cpu", "pids");
    List<Path> entered = open();
    assertEquals(
        List.of("pids", "memory", "cpu"),
        entered.stream().map(file -> root.relativize(file).getName(0).toString()).toList());
    assertEquals("100", read(entered.get(0), "pids.max"));
    assertEquals("67108864", read(entered.get(1), "memory.limit_in_bytes"));
    assertEquals("100000", read(entered.get(2), "cpu.cfs_period_us"));
    assertEquals("150000", read(entered.get(2), "cpu.cfs_quota_us"));
  }

  @Test
  void bothBesideOneAnotherLimitWhereTheyCan() throws IOException {
    hierarchy("memory", "unified");
    List<Path> entered = open();
    assertEquals(
        List.of("unified", "memory"),
        entered.stream().map(file -> root.relativize(file).getName(0).toString()).toList());
    assertEquals("150000 100000", read(entered.get(0), "cpu.max"));
    assertEquals("100", read(entered.get(0), "pids.max"));
    assertFalse(Files.exists(entered.get(0).resolveSibling("memory.max")));
    assertEquals("67108864", read(entered.get(1), "memory.limit_in_bytes"));
  }

  @Test
  void whatCannotBeLimitedIsMissing() throws IOException {
    hierarchy(".");
    Files.createDirectory(root.resolve("cgroup.subtree_control")); // nobody can write to it
    ControlGroups groups = groups();
    assertTrue(groups.isPossible());
    assertEquals(List.of("memory", "cpu", "tasks"), groups.missing(ALL));
  }

  @Test
  void foldersThatAreNoHierarchiesAreLeftAlone() throws IOException {
    Files.createDirectories(root.resolve("memory"));
    ControlGroups groups = groups();
    assertFalse(groups.isPossible());
    assertEquals(List.of("memory", "cpu", "tasks"), groups.missing(ALL));
    assertEquals(List.of(), groups.missing(Resources.UNLIMITED));
    try (var all = Files.list(root.resolve("memory"))) {
      assertEquals(0, all.count());
    }
  }

  @Test
  void whatIsEmptyIsRemoved() throws IOException {
    hierarchy("memory", "pids");
    ControlGroups groups = groups();
    groups.remove();
    try (var all = Files.list(root.resolve("pids"))) {
      assertEquals(List.of("cgroup.procs"), all.map(one -> one.getFileName().toString()).toList());
    }
  }
}
