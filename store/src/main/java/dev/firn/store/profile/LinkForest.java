package dev.firn.store.profile;

import dev.firn.base.text.Latin1;
import dev.firn.base.text.PathText;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.nar.FileContent;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.MemoryTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A folder that shows the files of several packages as if they were one, by symbolic links: what Nix's {@code builtin:buildenv} makes. A
 * folder that only one package has is one link; where several have it, it becomes a folder of links.
 */
public final class LinkForest {
  private static final int DEEPEST = 64;
  private static final int FIRST_PROPAGATED = 1000;

  /** What no profile shows: it is of no use there, or every package brings its own. */
  private static final List<String> HIDDEN =
      List.of(
          "/propagated-build-inputs",
          "/nix-support",
          "/perllocal.pod",
          "/info/dir",
          "/log",
          "/manifest.nix",
          "/manifest.json");

  private final LinkResolver files;
  private final Consumer<String> warnings;
  private final Folder root = new Folder();
  private final Set<String> done = new HashSet<>();
  private final SortedSet<String> postponed = new TreeSet<>();

  /**
   * A package to be shown.
   *
   * @param path its full store path
   * @param priority the smaller, the sooner its files win
   */
  public record Member(String path, int priority) {}

  private sealed interface Node {}

  private record Link(String target, int priority) implements Node {}

  private record Folder(SortedMap<String, Node> entries) implements Node {
    Folder() {
      this(new TreeMap<>());
    }
  }

  private LinkForest(Store store, Consumer<String> warnings) {
    this.files = new LinkResolver(store);
    this.warnings = warnings;
  }

  /**
   * The folder.
   *
   * @param members what it shows, and, after that, what they say should be shown with them; their paths are valid
   * @param others files and links that it holds besides, by name
   * @param warnings gets what people should know, a line each
   * @throws FileConflictException if two members of the same priority have the same file
   * @throws StoreException if one has a file where another has a folder
   */
  public static MemoryTree of(
      Store store,
      Collection<Member> members,
      SortedMap<String, MemoryTree> others,
      Consumer<String> warnings)
      throws IOException {
    LinkForest forest = new LinkForest(store, warnings);
    List<Member> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparingInt(Member::priority).thenComparing(Member::path));
    for (Member member : sorted) {
      forest.add(member.path, member.priority);
    }
    forest.addPropagated();
    SortedMap<String, MemoryTree> entries = new TreeMap<>(entries(forest.root));
    entries.putAll(others);
    return MemoryTree.directory(entries);
  }

  private static SortedMap<String, MemoryTree> entries(Folder folder) {
    SortedMap<String, MemoryTree> entries = new TreeMap<>();
    folder.entries.forEach((name, node) ->
        entries.put(
            name,
            switch (node) {
              case Link link -> MemoryTree.symlink(link.target);
              case Folder inner -> MemoryTree.directory(entries(inner));
            }));
    return entries;
  }

  /** What packages want to be shown with them has lower priority than all that was asked for. */
  private void addPropagated() throws IOException {
    int priority = FIRST_PROPAGATED;
    while (!postponed.isEmpty()) {
      Set<String> round = new TreeSet<>(postponed);
      postponed.clear();
      for (String path : round) {
        add(path, priority++);
      }
    }
  }

  private void add(String path, int priority) throws IOException {
    if (!done.add(path)) {
      return;
    }
    FileTree tree = files.find(path);
    if (tree == null) {
      throw new StoreException("path '" + path + "' does not exist");
    }
    if (tree.kind() != FileKind.DIRECTORY) {
      warnings.accept(
          "not including \"" + path + "\" in the user environment because it's not a directory");
      return;
    }
    link(path, tree, root, "", priority, 0);
    for (String also : propagated(path)) {
      if (!done.contains(also)) {
        postponed.add(also);
      }
    }
  }

  private List<String> propagated(String path) throws IOException {
    FileTree list = files.find(path + "/nix-support/propagated-user-env-packages");
    if (list == null || list.kind() == FileKind.DIRECTORY) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    try (FileContent content = list.content()) {
      String text = Latin1.string(content.stream().readAllBytes());
      for (String word : text.split("[ \n]+")) {
        if (!word.isEmpty()) {
          paths.add(word);
        }
      }
    }
    return paths;
  }

  /**
   * Links what is in a folder of a package.
   *
   * @param source where that folder is
   * @param target what gets the links
   * @param shown where that is in the whole, for messages
   */
  private void link(
      String source, FileTree folder, Folder target, String shown, int priority, int depth)
      throws IOException {
    if (depth > DEEPEST) {
      throw new StoreException("folder '" + source + "' is too deep");
    }
    for (String name : folder.names()) {
      String from = source + "/" + name;
      if (name.startsWith(".") || isHidden(from)) {
        continue;
      }
      FileTree file = files.find(from);
      if (file == null) {
        warnings.accept("skipping dangling symlink '" + shown + "/" + name + "'");
      } else if (file.kind() == FileKind.DIRECTORY) {
        linkFolder(from, file, target, name, shown + "/" + name, priority, depth);
      } else {
        linkFile(from, target, name, priority);
      }
    }
  }

  private static boolean isHidden(String path) {
    for (String end : HIDDEN) {
      if (path.endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  private void linkFolder(
      String from,
      FileTree folder,
      Folder target,
      String name,
      String shown,
      int priority,
      int depth)
      throws IOException {
    switch (target.entries.get(name)) {
      case null -> target.entries.put(name, new Link(from, priority));
      case Folder shared -> link(from, folder, shared, shown, priority, depth + 1);
      case Link other -> {
        FileTree before = files.find(other.target);
        if (before == null || before.kind() != FileKind.DIRECTORY) {
          throw new StoreException(
              "collision between \"" + from + "\" and non-directory \"" + other.target + "\"");
        }
        Folder shared = new Folder();
        target.entries.put(name, shared);
        link(PathText.canonical(other.target), before, shared, shown, other.priority, depth + 1);
        link(from, folder, shared, shown, priority, depth + 1);
      }
    }
  }

  private static void linkFile(String from, Folder target, String name, int priority) {
    switch (target.entries.get(name)) {
      case null -> target.entries.put(name, new Link(from, priority));
      case Folder _ ->
          throw new StoreException(
              "collision between non-directory '" + from + "' and directory '" + name + "'");
      case Link other -> {
        if (other.priority == priority) {
          throw new FileConflictException(other.target, from, priority);
        }
        if (priority < other.priority) {
          target.entries.put(name, new Link(from, priority));
        }
      }
    }
  }
}
