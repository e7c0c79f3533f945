package dev.firn.store.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.profile.LinkForest.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LinkForestTest {
  private final Store store = new MemoryStore(StoreDir.DEFAULT);
  private final List<String> warnings = new ArrayList<>();

  /** A package with those files, whose content is their name; {@code a -> b} is a link. */
  private String add(String name, String... files) {
    SortedMap<String, Object> root = new TreeMap<>();
    for (String file : files) {
      put(root, file);
    }
    StorePath path =
        store.addTree(
            name,
            tree(root),
            TreeFilter.ALL,
            ContentAddressMethod.NAR,
            HashAlgorithm.SHA256,
            new TreeSet<>());
    return store.dir().print(path);
  }

  @SuppressWarnings("unchecked") // only this test puts values there
  private static void put(SortedMap<String, Object> root, String file) {
    String[] link = file.split(" -> ");
    String[] names = link[0].split("/");
    SortedMap<String, Object> folder = root;
    for (int i = 0; i + 1 < names.length; i++) {
      folder =
          (SortedMap<String, Object>)
              folder.computeIfAbsent(names[i], _ -> new TreeMap<String, Object>());
    }
    folder.put(
        names[names.length - 1],
        link.length == 2 ? MemoryTree.symlink(link[1]) : MemoryTree.file(Latin1.bytes(link[0])));
  }

  @SuppressWarnings("unchecked") // only this test puts values there
  private static MemoryTree tree(SortedMap<String, Object> folder) {
    SortedMap<String, MemoryTree> entries = new TreeMap<>();
    folder.forEach((name, entry) ->
        entries.put(
            name,
            entry instanceof MemoryTree file ? file : tree((SortedMap<String, Object>) entry)));
    return MemoryTree.directory(entries);
  }

  /** The links of a forest: a line {@code PATH -> TARGET} each. */
  private List<String> links(Member... members) throws IOException {
    List<String> lines = new ArrayList<>();
    MemoryTree forest = LinkForest.of(store, List.of(members), new TreeMap<>(), warnings::add);
    list(forest, "", lines);
    return lines;
  }

  private static void list(MemoryTree tree, String path, List<String> lines) {
    for (String name : tree.names()) {
      MemoryTree child = tree.child(name);
      if (child.kind() == FileKind.DIRECTORY) {
        list(child, path + name + "/", lines);
      } else {
        lines.add(path + name + " -> " + child.target());
      }
    }
  }

  @Test
  void aFolderOfOnePackageIsOneLink() throws IOException {
    String a = add("a", "bin/a", "share/a/x", "log/x", ".hidden", "nix-support/x", "info/dir");
    String b = add("b", "bin/b", "etc -> share", "share/b");

    assertEquals(
        List.of(
            "bin/a -> " + a + "/bin/a",
            "bin/b -> " + b + "/bin/b",
            "etc -> " + b + "/etc",
            "info -> " + a + "/info",
            "share/a -> " + a + "/share/a",
            "share/b -> " + b + "/share/b"),
        links(new Member(a, 5), new Member(b, 5)));
  }

  @Test
  void thePackageOfTheSmallerPriorityWins() throws IOException {
    String a = add("a", "bin/x", "bin/a");
    String b = add("b", "bin/x");

    List<String> expected = List.of("bin/a -> " + a + "/bin/a", "bin/x -> " + b + "/bin/x");
    assertEquals(expected, links(new Member(a, 5), new Member(b, 4)));
    assertEquals(expected, links(new Member(b, 4), new Member(a, 5)));
  }

  @Test
  void equalPrioritiesConflict() {
    String a = add("a", "bin/x");
    String b = add("b", "bin/x");

    FileConflictException conflict =
        assertThrows(FileConflictException.class, () -> links(new Member(a, 5), new Member(b, 5)));
    assertEquals(5, conflict.priority());
    assertEquals(
        List.of(a + "/bin/x", b + "/bin/x").stream().sorted().toList(),
        List.of(conflict.first(), conflict.second()));
  }

  @Test
  void aFolderWhereAnotherHasAFileIsACollision() throws IOException {
    String a = add("a", "x/y");
    String b = add("b", "x");

    assertEquals(List.of("x -> " + a + "/x"), links(new Member(a, 5), new Member(b, 6)));
    assertThrows(StoreException.class, () -> links(new Member(a, 6), new Member(b, 5)));
  }

  @Test
  void linksBetweenPackagesAreFollowed() throws IOException {
    String a = add("a", "share/a");
    String b = add("b", "share -> " + a + "/share", "gone -> nowhere", "loop -> loop");
    String c = add("c", "share/c");

    assertEquals(
        List.of("share/a -> " + b + "/share/a", "share/c -> " + c + "/share/c"),
        links(new Member(b, 5), new Member(c, 5)));
    assertEquals(
        List.of("skipping dangling symlink '/gone'", "skipping dangling symlink '/loop'"),
        warnings);
  }

  @Test
  void whatPackagesPropagateComesLast() throws IOException {
    String a = add("a", "bin/x", "bin/a");
    String b = add("b", "bin/x");
    String c = propagating("c", a, "bin/c");

    assertEquals(
        List.of("bin/a -> " + a + "/bin/a", "bin/c -> " + c + "/bin/c", "bin/x -> " + b + "/bin/x"),
        links(new Member(b, 5), new Member(c, 6)));
  }

  private String propagating(String name, String other, String file) {
    SortedMap<String, MemoryTree> support = new TreeMap<>();
    support.put("propagated-user-env-packages", MemoryTree.file(Latin1.bytes(other + "\n")));
    SortedMap<String, MemoryTree> bin = new TreeMap<>();
    bin.put(file.substring(4), MemoryTree.file(new byte[0]));
    SortedMap<String, MemoryTree> root = new TreeMap<>();
    root.put("nix-support", MemoryTree.directory(support));
    root.put("bin", MemoryTree.directory(bin));
    StorePath path =
        store.addTree(
            name,
            MemoryTree.directory(root),
            TreeFilter.ALL,
            ContentAddressMethod.NAR,
            HashAlgorithm.SHA256,
            new TreeSet<>());
    return store.dir().print(path);
  }

  @Test
  void filesAreNotShown() throws IOException {
    StorePath file = store.addText("file", new byte[0], new TreeSet<>());

    assertEquals(List.of(), links(new Member(store.dir().print(file), 5)));
    assertEquals(1, warnings.size());
  }
}
