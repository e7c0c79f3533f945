package dev.firn.process.supervisor;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.process.description.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's control groups, as far as this user may make some: version 2, version 1, or both beside one another. Each process has a group
 * of its own, so that it is known for certain what belongs to it.
 */
final class ControlGroups {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final int DIGITS = 16;
  private static final List<String> LIMITS = List.of("memory", "cpu", "pids");

  /** Our folder in the hierarchy in which all groups are; null if none can be made. */
  private final @Nullable Path tracking;

  /** Our folder in the hierarchy that can limit something, by what it limits. */
  private final Map<String, Path> limits;

  private final boolean version2;

  private ControlGroups(@Nullable Path tracking, Map<String, Path> limits, boolean version2) {
    this.tracking = tracking;
    this.limits = limits;
    this.version2 = version2;
  }

  /** No control groups at all. */
  static ControlGroups none() {
    return new ControlGroups(null, Map.of(), false);
  }

  /** Those that the supervisor of a folder can use. */
  static ControlGroups of(Path folder) {
    return of(ROOT, folder);
  }

  /** Those below that root: a hierarchy of version 2, or a folder with one of version 1 for each limit and perhaps one of version 2. */
  static ControlGroups of(Path root, Path folder) {
    String name = "firn-" + digits(folder.toString());
    boolean pure = isHierarchy(root);
    Path second = make(pure ? root : root.resolve("unified"), name);
    Map<String, Path> limits = new LinkedHashMap<>();
    for (String limit : LIMITS) {
      Path first = pure ? null : make(root.resolve(limit), name);
      Path ours = first != null ? first : enabled(second, limit);
      if (ours != null) {
        limits.put(limit, ours);
      }
    }
    Path tracking = second != null ? second : limits.get("pids");
    return new ControlGroups(tracking, limits, second != null);
  }

  private static boolean isHierarchy(Path folder) {
    return Files.exists(folder.resolve("cgroup.procs"));
  }

  private static @Nullable Path make(Path hierarchy, String name) {
    try {
      return isHierarchy(hierarchy) ? Files.createDirectories(hierarchy.resolve(name)) : null;
    } catch (IOException notAllowed) {
      return null;
    }
  }

  /** The folder, if its groups can limit that. */
  private static @Nullable Path enabled(@Nullable Path ours, String limit) {
    if (ours == null) {
      return null;
    }
    try {
      Path parent = ours.resolveSibling("cgroup.subtree_control");
      Files.writeString(parent, "+" + limit);
      Files.writeString(ours.resolve("cgroup.subtree_control"), "+" + limit);
      return ours;
    } catch (IOException notAllowed) {
      return null;
    }
  }

  private static String digits(String text) {
    return Hash.digest(HashAlgorithm.SHA256, text).base16().substring(0, DIGITS);
  }

  /** Whether processes can be in groups of their own. */
  boolean isPossible() {
    return tracking != null;
  }

  /** What is asked for and cannot be limited; empty if all can. */
  List<String> missing(Resources resources) {
    List<String> missing = new ArrayList<>();
    if (resources.memory() != null && !limits.containsKey("memory")) {
      missing.add("memory");
    }
    if (resources.cpu() != null && !limits.containsKey("cpu")) {
      missing.add("cpu");
    }
    if (resources.tasks() != null && !limits.containsKey("pids")) {
      missing.add("tasks");
    }
    return missing;
  }

  /** The group of a process, which need not be there; null if there can be none. */
  @Nullable ControlGroup group(Key key) {
    return tracking == null
        ? null
        : new ControlGroup(tracking, limits, digits(key.toString()), version2);
  }

  /** Removes what is empty. */
  void remove() {
    List<Path> all = new ArrayList<>(limits.values());
    if (tracking != null) {
      all.add(tracking);
    }
    for (Path folder : all) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException inUse) {
        // Something lives on in there; the next supervisor finds it.
      }
    }
  }
}
