package dev.firn.process.supervisor;

import dev.firn.process.description.Resources;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The control group of one process and all that descends from it. It may have a folder in several hierarchies. */
final class ControlGroup {
  private static final long PERIOD =
      100_000; // microseconds, in which a share of processors is measured
  private static final String PROCESSES = "cgroup.procs";

  private final Path tracking;
  private final Map<String, Path> limits;
  private final String name;
  private final boolean version2;

  ControlGroup(Path base, Map<String, Path> limits, String name, boolean version2) {
    this.tracking = base.resolve(name);
    this.limits = limits;
    this.name = name;
    this.version2 = version2;
  }

  /**
   * Makes the group, and limits what it may use.
   *
   * @return the files in which a process enters it
   */
  List<Path> open(Resources resources) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    folders.add(Files.createDirectories(tracking));
    limit(folders, "memory", resources.memory());
    limit(folders, "cpu", resources.cpu());
    limit(folders, "pids", resources.tasks());
    return folders.stream().map(folder -> folder.resolve(PROCESSES)).toList();
  }

  private void limit(Set<Path> folders, String what, @Nullable Long value) throws IOException {
    Path base = limits.get(what);
    if (value == null || base == null) {
      return;
    }
    Path folder = Files.createDirectories(base.resolve(name));
    folders.add(folder);
    boolean second = folder.equals(tracking) && version2;
    switch (what) {
      case "memory" -> write(folder, second ? "memory.max" : "memory.limit_in_bytes", value);
      case "pids" -> write(folder, "pids.max", value);
      default -> {
        long share = Math.max(1_000, value * PERIOD / 100);
        if (second) {
          Files.writeString(folder.resolve("cpu.max"), share + " " + PERIOD);
        } else {
          write(folder, "cpu.cfs_period_us", PERIOD);
          write(folder, "cpu.cfs_quota_us", share);
        }
      }
    }
  }

  private static void write(Path folder, String file, long value) throws IOException {
    Files.writeString(folder.resolve(file), Long.toString(value));
  }

  /** The numbers of the processes in it, and in groups that they made themselves. */
  Set<Integer> members() {
    Set<Integer> members = new LinkedHashSet<>();
    members(tracking, members);
    return members;
  }

  private static void members(Path folder, Set<Integer> members) {
    try {
      Files.readAllLines(folder.resolve(PROCESSES))
          .forEach(line -> members.add(Integer.valueOf(line)));
      try (DirectoryStream<Path> below = Files.newDirectoryStream(folder, Files::isDirectory)) {
        below.forEach(inner -> members(inner, members));
      }
    } catch (IOException gone) {
      // Nothing is in a group that is not there.
    }
  }

  /** Kills all in it at once, if the kernel can do that. */
  void kill() {
    try {
      Files.writeString(tracking.resolve("cgroup.kill"), "1");
    } catch (IOException cannot) {
      // An old kernel: its processes are killed one by one.
    }
  }

  /** Removes it, if nothing is in it. */
  void remove() {
    remove(tracking);
    limits.values().forEach(base -> remove(base.resolve(name)));
  }

  private static void remove(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> below = Files.newDirectoryStream(folder, Files::isDirectory)) {
          below.forEach(ControlGroup::remove);
        }
        Files.delete(folder);
      }
    } catch (IOException inUse) {
      // It is removed when it is empty.
    }
  }
}
