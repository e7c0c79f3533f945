package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.store.nar.FileContent;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.FileTree;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code firn store why}: chains of references from one path to another, and the files that they stand in. */
final class WhyCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.operands().size() != 2) {
      throw new UsageException("tell a path and what it might need");
    }
    StorePath from = use.path(line.operands().get(0));
    StorePath to = use.path(line.operands().get(1));
    Map<StorePath, Integer> distances = distances(from, to, use);
    if (!distances.containsKey(from)) {
      use.info("'" + use.print(from) + "' does not depend on '" + use.print(to) + "'");
      return 0;
    }
    use.output().line(use.print(from));
    chain(from, to, "", distances, new HashSet<>(), use);
    return 0;
  }

  /** How many references lead from each path of the closure to a path; those from which none does are left out. */
  private static Map<StorePath, Integer> distances(StorePath from, StorePath to, StoreUse use) {
    Map<StorePath, List<StorePath>> referrers = new HashMap<>();
    ArrayDeque<StorePath> waiting = new ArrayDeque<>(List.of(from));
    Set<StorePath> seen = new HashSet<>(waiting);
    while (!waiting.isEmpty()) {
      StorePath path = waiting.remove();
      for (StorePath reference : use.store().info(path).references()) {
        referrers.computeIfAbsent(reference, _ -> new ArrayList<>()).add(path);
        if (seen.add(reference)) {
          waiting.add(reference);
        }
      }
    }
    Map<StorePath, Integer> distances = new HashMap<>();
    if (seen.contains(to)) {
      distances.put(to, 0);
      waiting.add(to);
    }
    while (!waiting.isEmpty()) {
      StorePath path = waiting.remove();
      for (StorePath referrer : referrers.getOrDefault(path, List.of())) {
        if (!distances.containsKey(referrer)) {
          distances.put(referrer, distances.getOrDefault(path, 0) + 1);
          waiting.add(referrer);
        }
      }
    }
    return distances;
  }

  private static void chain(
      StorePath from,
      StorePath to,
      String indent,
      Map<StorePath, Integer> distances,
      Set<StorePath> shown,
      StoreUse use)
      throws IOException {
    if (from.equals(to)) {
      return;
    }
    boolean all = use.line().has(StoreCommands.ALL_REASONS);
    int best = distances.getOrDefault(from, 0) - 1;
    for (StorePath next : use.store().info(from).references()) {
      Integer distance = distances.get(next);
      if (next.equals(from) || distance == null || (!all && distance != best)) {
        continue;
      }
      for (String file : files(from, next, use)) {
        use.output().line(indent + "  " + file);
      }
      boolean again = !shown.add(next);
      use.output().line(indent + "  -> " + use.print(next) + (again ? " [...]" : ""));
      if (!again) {
        chain(next, to, indent + "  ", distances, shown, use);
      }
      if (!all) {
        return;
      }
    }
  }

  /** The files of a path that mention another. */
  private static List<String> files(StorePath path, StorePath mentioned, StoreUse use)
      throws IOException {
    List<String> found = new ArrayList<>();
    search(use.store().tree(path), "", mentioned, found);
    return found;
  }

  private static void search(FileTree file, String name, StorePath mentioned, List<String> found)
      throws IOException {
    FileKind kind = file.kind();
    if (kind == FileKind.DIRECTORY) {
      for (String child : file.names()) {
        search(file.child(child), name + "/" + child, mentioned, found);
      }
    } else {
      String mention = mention(file, kind, mentioned);
      if (mention != null) {
        found.add((name.isEmpty() ? "(the file itself)" : name.substring(1)) + mention);
      }
    }
  }

  /** How a file mentions a path: where a link leads to, or the surroundings of the digits; null if it does not. */
  private static @Nullable String mention(FileTree file, FileKind kind, StorePath mentioned)
      throws IOException {
    if (kind == FileKind.SYMLINK) {
      return file.target().contains(mentioned.hashPart()) ? " -> " + file.target() : null;
    }
    try (FileContent content = file.content()) {
      String around = Mention.in(content.stream(), mentioned.hashPart());
      return around == null ? null : ": " + around;
    }
  }
}
