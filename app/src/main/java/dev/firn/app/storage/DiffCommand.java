package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.UsageException;
import dev.firn.base.text.Latin1;
import dev.firn.base.text.PackageName;
import dev.firn.base.text.Sizes;
import dev.firn.store.Closures;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code firn store diff}: how two closures differ, a line for each package that does, as Nix's {@code diff-closures}. */
final class DiffCommand extends StoreCommand {
  /** A change of size below this is not worth a line, in bytes; Nix's limit. */
  private static final long NOTICEABLE = 8 * 1024;

  /** The paths of one package by version; a version may have several outputs. */
  private record Packages(SortedMap<String, Long> versions, long size) {
    static final Packages NONE = new Packages(new TreeMap<>(), 0);
  }

  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.operands().size() != 2) {
      throw new UsageException("tell the path before and the path after");
    }
    SortedMap<String, Packages> before = packages(use.path(line.operands().get(0)), use);
    SortedMap<String, Packages> after = packages(use.path(line.operands().get(1)), use);
    SortedSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      compare(
          name,
          before.getOrDefault(name, Packages.NONE),
          after.getOrDefault(name, Packages.NONE),
          use);
    }
    return 0;
  }

  private static SortedMap<String, Packages> packages(StorePath path, StoreUse use) {
    SortedMap<String, Packages> all = new TreeMap<>();
    for (StorePath each : Closures.references(use.store(), List.of(path))) {
      PackageName name = PackageName.parse(each.name());
      long size = use.store().info(each).narSize();
      Packages known = all.getOrDefault(name.name(), Packages.NONE);
      SortedMap<String, Long> versions = new TreeMap<>(known.versions());
      versions.merge(name.version(), size, Long::sum);
      all.put(name.name(), new Packages(versions, known.size() + size));
    }
    return all;
  }

  private static void compare(String name, Packages before, Packages after, StoreUse use) {
    List<String> removed = missing(before, after);
    List<String> added = missing(after, before);
    long change = after.size() - before.size();
    boolean resized = Math.abs(change) >= NOTICEABLE;
    if (removed.isEmpty() && added.isEmpty() && !resized) {
      return;
    }
    List<String> parts = new ArrayList<>();
    if (!removed.isEmpty() || !added.isEmpty()) {
      parts.add(shown(removed) + Latin1.ofUnicode(" → ") + shown(added));
    }
    if (resized) {
      parts.add((change > 0 ? "+" : "") + Sizes.render(change));
    }
    use.output().line(name + ": " + String.join(", ", parts));
  }

  private static List<String> missing(Packages some, Packages others) {
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, Long> version : some.versions().entrySet()) {
      if (!others.versions().containsKey(version.getKey())) {
        missing.add(version.getKey().isEmpty() ? Latin1.ofUnicode("ε") : version.getKey());
      }
    }
    Collections.sort(missing);
    return missing;
  }

  private static String shown(List<String> versions) {
    return versions.isEmpty() ? Latin1.ofUnicode("∅") : String.join(", ", versions);
  }
}
