package dev.firn.realise.build.text;

import dev.firn.store.derivation.Derivation;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.StoreDir;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code nix/links.nix} makes: a directory of symbolic links. */
final class LinksDerivation {
  /** What the shell runs: pairs of lines are a name and what it points at. */
  static final String SCRIPT =
      "PATH=/usr/bin:/bin; mkdir \"$out\"; while IFS= read -r name; do IFS= read -r target; file=\"$out$name\"; "
          + "mkdir -p \"${file%/*}\"; ln -s \"$target\" \"$file\"; done < \"$linksPath\"";

  private static final ConstantScript KIND =
      new ConstantScript(SCRIPT, "links", Set.of("identity"));

  private LinksDerivation() {}

  /** A directory that is being filled: names and links, or more directories. */
  private record Folder(SortedMap<String, Object> entries) {
    Folder() {
      this(new TreeMap<>());
    }

    MemoryTree tree() {
      TreeMap<String, MemoryTree> members = new TreeMap<>();
      entries.forEach((name, entry) ->
          members.put(
              name,
              entry instanceof Folder folder ? folder.tree() : MemoryTree.symlink((String) entry)));
      return MemoryTree.directory(members);
    }
  }

  /** The output of a derivation; null if it is not of this kind, or its links are not as the expression writes them. */
  static @Nullable MemoryTree tree(Derivation derivation, StoreDir dir) {
    ConstantScript.Given given = KIND.given(derivation, dir);
    if (given == null) {
      return null;
    }
    String text = given.value("links");
    Folder top = new Folder();
    int at = 0;
    while (at < text.length()) {
      int middle = text.indexOf('\n', at);
      int end = middle < 0 ? -1 : text.indexOf('\n', middle + 1);
      if (end <= middle + 1
          || !add(top, text.substring(at, middle), text.substring(middle + 1, end))) {
        return null;
      }
      at = end + 1;
    }
    return top.tree();
  }

  private static boolean add(Folder top, String path, String target) {
    List<String> names = RelativeNames.of(path);
    if (names == null || names.isEmpty()) {
      return false;
    }
    Folder folder = top;
    for (String name : names.subList(0, names.size() - 1)) {
      Object inner = folder.entries().computeIfAbsent(name, _ -> new Folder());
      if (!(inner instanceof Folder next)) {
        return false;
      }
      folder = next;
    }
    return folder.entries().putIfAbsent(names.getLast(), target) == null;
  }
}
